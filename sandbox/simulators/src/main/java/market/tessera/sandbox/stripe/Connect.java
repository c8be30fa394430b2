package market.tessera.sandbox.stripe;

import java.util.List;

/** What happens to connected accounts without our program's doing. */
public final class Connect {
    private final Accounts accounts;
    private final Transfers transfers;

    Connect(Accounts accounts, Transfers transfers) {
        this.accounts = accounts;
        this.transfers = transfers;
    }

    /** Everything that was asked for is there. */
    public void complete(String account) {
        accounts.complete(account);
    }

    /** Something is asked for once more, and nothing can be transferred until it is there. */
    public void restrict(String account) {
        accounts.restrict(account);
    }

    /** Its owner has not finished what Stripe Tax wants to know; tax can not be worked out for it. */
    public void leaveTaxUnset(String account) {
        accounts.leaveTaxUnset(account);
    }

    /** All of its money has gone to its owner's bank. */
    public void payOut(String account, String currency) {
        accounts.put(account, currency, 0);
    }

    /** Those that were made with a word of ours. */
    public List<String> accounts(String name, String value) {
        return accounts.with(name, value);
    }

    /** What lies on it, in minor units. */
    public long balance(String account, String currency) {
        return accounts.balance(account, currency);
    }

    /** Money is sent to an account from Stripe's own dashboard. */
    public void transferByHand(String account, long amount, String currency) {
        transfers.create(FormBody.parse("amount=%d&currency=%s&destination=%s".formatted(amount, currency, account)));
    }

    /** A transfer is taken back from Stripe's own dashboard. */
    public void reverseByHand(String transfer, long amount) {
        transfers.reverse(transfer, FormBody.parse("amount=" + amount));
    }
}
