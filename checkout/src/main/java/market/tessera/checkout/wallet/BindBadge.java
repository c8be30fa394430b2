package market.tessera.checkout.wallet;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import market.tessera.checkout.badge.Badge;
import market.tessera.checkout.badge.Badges;
import market.tessera.checkout.issuer.Issuers;
import market.tessera.checkout.issuer.SignCredential;
import market.tessera.checkout.issuer.SignCredential.Signed;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A badge that names its holder's key, so that a wallet can show that it is its own: the same badge with the same place in the status list, signed
 * again by its issuer.
 */
@Service
class BindBadge {
    private final Badges badges;
    private final Issuers issuers;
    private final SignCredential sign;
    private final JsonMapper json;
    private final Clock clock;

    BindBadge(Badges badges, Issuers issuers, SignCredential sign, JsonMapper json, Clock clock) {
        this.badges = badges;
        this.issuers = issuers;
        this.sign = sign;
        this.json = json;
        this.clock = clock;
    }

    /** Nothing for a badge that was revoked. */
    Mono<Signed> bind(UUID badge, Holder holder) {
        return badges.findAny(badge)
                .filter(found -> found.revokedAt() == null)
                .flatMap(found -> issuers.find(found.provider())
                        .flatMap(issuer -> sign.sign(
                                issuer, bound(found, holder), clock.instant().truncatedTo(ChronoUnit.SECONDS))));
    }

    private ObjectNode bound(Badge badge, Holder holder) {
        var credential = (ObjectNode) json.readTree(badge.credential());
        credential.remove("proof");
        ((ObjectNode) credential.path("credentialSubject")).put("id", holder.did());
        return credential;
    }
}
