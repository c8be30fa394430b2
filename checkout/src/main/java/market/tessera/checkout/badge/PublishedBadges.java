package market.tessera.checkout.badge;

import java.util.UUID;
import market.tessera.checkout.status.SignedLists;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What anybody may read of the badges issued here. */
@Component
public class PublishedBadges {
    private final Badges badges;
    private final SignedLists lists;

    PublishedBadges(Badges badges, SignedLists lists) {
        this.badges = badges;
        this.lists = lists;
    }

    /** A badge as JSON-LD with its proof. */
    public Mono<String> credential(UUID id) {
        return badges.find(id).map(Badge::credential);
    }

    /** A badge as JWT. */
    public Mono<String> jwt(UUID id) {
        return badges.find(id).map(Badge::jwt);
    }

    /** Which badges of a list are revoked, as a signed credential. */
    public Mono<String> statusList(int id) {
        return lists.find(id).map(list -> list.credential().toString());
    }
}
