package market.tessera.checkout.payee;

import com.stripe.model.Account;
import java.util.List;
import java.util.Objects;
import market.tessera.checkout.payee.PayoutAccount.State;
import org.jspecify.annotations.Nullable;

/** What Stripe says of an account (Stripe documentation, "Account capabilities"). */
record AccountState(String stripeId, @Nullable String provider, State state, boolean paysOut, List<String> missing) {

    static AccountState read(Account account) {
        var requirements = account.getRequirements();
        var missing = requirements == null || requirements.getCurrentlyDue() == null
                ? List.<String>of()
                : List.copyOf(requirements.getCurrentlyDue());
        return new AccountState(
                account.getId(),
                account.getMetadata() == null ? null : account.getMetadata().get("provider"),
                state(account, missing),
                Boolean.TRUE.equals(account.getPayoutsEnabled()),
                missing);
    }

    private static State state(Account account, List<String> missing) {
        var capabilities = account.getCapabilities();
        var transfers = capabilities == null ? "" : Objects.requireNonNullElse(capabilities.getTransfers(), "");
        if (transfers.equals("active")) {
            return State.ACTIVE;
        }
        if (!Boolean.TRUE.equals(account.getDetailsSubmitted())) {
            return State.STARTED;
        }
        return missing.isEmpty() ? State.IN_REVIEW : State.RESTRICTED;
    }
}
