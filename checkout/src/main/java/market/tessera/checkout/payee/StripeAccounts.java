package market.tessera.checkout.payee;

import com.stripe.param.AccountCreateParams;
import com.stripe.param.AccountCreateParams.Capabilities;
import com.stripe.param.AccountLinkCreateParams;
import com.stripe.param.AccountListParams;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.stripe.StripeCalls;
import market.tessera.checkout.stripe.StripeProperties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Connected accounts at Stripe: it asks each provider for what it has to know, on its own pages, and we never see it. */
@Component
class StripeAccounts {
    private static final long PAGE = 100;

    private final StripeCalls calls;
    private final StripeProperties properties;
    private final String site;

    StripeAccounts(StripeCalls calls, StripeProperties properties, @Value("${tessera.public-url}") String site) {
        this.calls = calls;
        this.properties = properties;
        this.site = site;
    }

    /**
     * Makes it once: by its key within a day, and by looking for it first where it was asked for before. Stripe would repeat a refusal for as long
     * as it knows the key, so another is used after that.
     */
    Mono<AccountState> open(PayoutAccount wanted) {
        return wanted.attempts() > 1
                ? madeBefore(wanted.provider()).switchIfEmpty(Mono.defer(() -> create(wanted)))
                : create(wanted);
    }

    Mono<AccountState> find(String id) {
        return calls.call(stripe -> stripe.accounts().retrieve(id)).map(AccountState::read);
    }

    /** A page on which the provider fills in what Stripe asks for. It can be opened once, so each call makes another. */
    Mono<URI> onboarding(UUID provider, String account) {
        var page = "%s/checkout/desk/account/%s".formatted(site, provider);
        var request = AccountLinkCreateParams.builder()
                .setAccount(account)
                .setType(AccountLinkCreateParams.Type.ACCOUNT_ONBOARDING)
                .setReturnUrl(page + "/return")
                .setRefreshUrl(page + "/onboarding")
                .build();
        return calls.call(stripe -> stripe.accountLinks().create(request)).map(link -> URI.create(link.getUrl()));
    }

    /**
     * Stripe's pages of an account that is filled in, where its payouts are seen and its bank account is changed: the page for filling in would send
     * people straight back. It can be opened once.
     */
    Mono<URI> dashboard(String account) {
        return calls.call(stripe -> stripe.accounts().loginLinks().create(account))
                .map(link -> URI.create(link.getUrl()));
    }

    private Mono<AccountState> madeBefore(UUID provider) {
        return calls.call(stripe -> {
                    var all = AccountListParams.builder().setLimit(PAGE).build();
                    for (var account : stripe.accounts().list(all).autoPagingIterable()) {
                        var state = AccountState.read(account);
                        if (provider.toString().equals(state.provider())) {
                            return Optional.of(state);
                        }
                    }
                    return Optional.<AccountState>empty();
                })
                .flatMap(Mono::justOrEmpty);
    }

    private Mono<AccountState> create(PayoutAccount wanted) {
        var request = AccountCreateParams.builder()
                .setType(AccountCreateParams.Type.EXPRESS)
                .setCapabilities(capabilities())
                .putMetadata("provider", wanted.provider().toString());
        if (wanted.country().matches("[A-Z]{2}")) {
            request.setCountry(wanted.country());
        }
        return calls.call(stripe -> stripe.accounts()
                        .create(
                                request.build(),
                                StripeCalls.key(
                                        "provider:%s:account:v%d".formatted(wanted.provider(), 1 + wanted.refusals()))))
                .map(AccountState::read);
    }

    /** Nobody pays such an account by card, but Stripe lets no account take transfers alone unless it has agreed to that (see "Account capabilities"). */
    private Capabilities capabilities() {
        var wanted = Capabilities.builder()
                .setTransfers(
                        Capabilities.Transfers.builder().setRequested(true).build());
        if (!properties.transfersOnly()) {
            wanted.setCardPayments(
                    Capabilities.CardPayments.builder().setRequested(true).build());
        }
        return wanted.build();
    }
}
