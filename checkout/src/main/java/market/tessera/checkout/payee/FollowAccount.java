package market.tessera.checkout.payee;

import java.net.URI;
import java.util.UUID;
import market.tessera.checkout.stripe.StripeFailure;
import market.tessera.checkout.stripe.StripeFailure.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Opens accounts and learns how they stand, whoever asks: the provider, the way back from the company's page, the webhook, the janitor. All of them
 * read the account anew, so that what comes late or twice does no harm.
 */
@Service
class FollowAccount {
    private static final Logger LOG = LoggerFactory.getLogger(FollowAccount.class);
    private static final int BATCH = 20;
    private static final int TRIES = 3;

    private final PayoutAccounts accounts;
    private final StripeAccounts stripe;

    FollowAccount(PayoutAccounts accounts, StripeAccounts stripe) {
        this.accounts = accounts;
        this.stripe = stripe;
    }

    /** Has an account made if there is none; empty if there is no such provider. Pressing twice makes one. */
    Mono<PayoutAccount> open(UUID provider, String by) {
        return accounts.want(provider, by)
                .delayUntil(wanted -> wanted.stripeId() == null
                        ? stripe.open(wanted)
                                .onErrorResume(Refusal.class, refusal -> refused(wanted, refusal))
                                .flatMap(told -> accounts.record(wanted, told))
                        : Mono.<Boolean>empty());
    }

    private Mono<AccountState> refused(PayoutAccount wanted, Refusal refusal) {
        return accounts.refused(wanted).then(Mono.error(refusal));
    }

    /**
     * Stripe's page for an account.
     *
     * @param filledIn whether it shows what was filled in, and lets that be changed
     */
    record Onward(URI address, boolean filledIn) {}

    /** Where the provider goes on filling in, or, once all is there, sees its payouts and changes its bank account; empty if it has no account. */
    Mono<Onward> onward(UUID provider) {
        return accounts.find(provider).flatMap(known -> onward(known, known.stripeId()));
    }

    private Mono<Onward> onward(PayoutAccount known, @Nullable String account) {
        if (account == null) {
            return Mono.empty();
        }
        var fillsIn = Mono.defer(() -> stripe.onboarding(known.provider(), account))
                .map(address -> new Onward(address, false));
        return known.isFilledIn()
                ? stripe.dashboard(account)
                        .map(address -> new Onward(address, true))
                        .onErrorResume(Refusal.class, _ -> fillsIn)
                : fillsIn;
    }

    /** Emits the account as it was known before. */
    Mono<PayoutAccount> look(String stripeId) {
        return accounts.find(stripeId).flatMap(known -> read(known, TRIES).thenReturn(known));
    }

    Mono<Void> look(UUID provider) {
        return accounts.find(provider).flatMap(known -> read(known, TRIES));
    }

    /** Emits how many were due. */
    Mono<Long> due() {
        return accounts.lease(BATCH)
                .concatMap(known -> read(known, TRIES)
                        .onErrorResume(StripeFailure.class, failure -> later(known, failure))
                        .thenReturn(known))
                .count();
    }

    private Mono<Void> read(PayoutAccount known, int tries) {
        var id = known.stripeId();
        return id == null
                ? Mono.empty()
                : stripe.find(id)
                        .flatMap(told -> accounts.record(known, told))
                        .filter(written -> !written && tries > 1)
                        .flatMap(_ -> accounts.find(known.provider()))
                        .flatMap(newer -> read(newer, tries - 1));
    }

    private static Mono<Void> later(PayoutAccount account, StripeFailure failure) {
        LOG.warn("The account of provider {} could not be read: {}", account.provider(), failure.getMessage());
        return Mono.empty();
    }
}
