package market.tessera.checkout.issuer;

import java.time.Instant;
import market.tessera.checkout.credential.CredentialJwt;
import market.tessera.checkout.credential.DataIntegrity;
import market.tessera.checkout.keys.SigningKey.Algorithm;
import market.tessera.checkout.keys.SigningKeys;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.node.ObjectNode;

/** Signs credentials with their issuer's keys, in both forms. */
@Component
public class SignCredential {
    private final SigningKeys keys;

    SignCredential(SigningKeys keys) {
        this.keys = keys;
    }

    /**
     * The same credential twice.
     *
     * @param credential with its Data Integrity proof
     * @param jwt secured as JWT
     */
    public record Signed(String credential, String jwt) {}

    /** @param at when, as the proof says */
    public Mono<Signed> sign(Issuer issuer, ObjectNode credential, Instant at) {
        return Mono.zip(
                        keys.current(issuer.keyOwner(), Algorithm.ED25519),
                        keys.current(issuer.keyOwner(), Algorithm.RS256))
                .publishOn(Schedulers.parallel())
                .map(found -> new Signed(
                        DataIntegrity.sign(
                                        credential,
                                        found.getT1(),
                                        issuer.method(found.getT1().id()),
                                        at)
                                .toString(),
                        CredentialJwt.sign(
                                credential,
                                found.getT2(),
                                issuer.keyAddress(found.getT2().id()))));
    }
}
