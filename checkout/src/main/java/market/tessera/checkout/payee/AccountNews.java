package market.tessera.checkout.payee;

import java.util.UUID;
import market.tessera.checkout.payment.StripeNews;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hears from Stripe when something about an account changes; that is about no order. */
@Component
class AccountNews implements StripeNews {
    private final FollowAccount follow;

    AccountNews(FollowAccount follow) {
        this.follow = follow;
    }

    @Override
    public boolean concerns(String type) {
        return type.equals("account.updated");
    }

    @Override
    public Mono<UUID> look(String object) {
        return follow.look(object).then(Mono.empty());
    }
}
