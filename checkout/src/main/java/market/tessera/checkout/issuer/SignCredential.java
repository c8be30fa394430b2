package market.tessera.checkout.issuer;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.credential.CredentialJwt;
import market.tessera.checkout.credential.DataIntegrity;
import market.tessera.checkout.keys.SigningKey;
import market.tessera.checkout.keys.SigningKey.Algorithm;
import market.tessera.checkout.keys.SigningKeys;
import market.tessera.checkout.keys.SigningKeys.Owned;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
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

    /** An issuer with its keys at hand. */
    public record Signer(Issuer issuer, SigningKey forProofs, SigningKey forTokens) {
        /**
         * Takes a few milliseconds of a processor: not for an event loop.
         *
         * @param at when, as the proof says
         */
        public Signed sign(ObjectNode credential, Instant at) {
            return new Signed(
                    DataIntegrity.sign(credential, forProofs, issuer.method(forProofs.id()), at)
                            .toString(),
                    CredentialJwt.sign(credential, forTokens, issuer.keyAddress(forTokens.id())));
        }
    }

    /** @param at when, as the proof says */
    public Mono<Signed> sign(Issuer issuer, ObjectNode credential, Instant at) {
        return signer(issuer).publishOn(Schedulers.parallel()).map(signer -> signer.sign(credential, at));
    }

    /** Those who sign for these issuers, by provider. */
    public Mono<Map<UUID, Signer>> signers(Collection<Issuer> issuers) {
        return keys.currentOf(issuers.stream().map(Issuer::keyOwner).toList())
                .collect(Collectors.groupingBy(
                        Owned::owner, Collectors.toMap(owned -> owned.key().algorithm(), Owned::key)))
                .flatMapMany(known -> Flux.fromIterable(issuers)
                        .concatMap(issuer -> signer(issuer, known.getOrDefault(issuer.keyOwner(), Map.of()))))
                .collectMap(signer -> signer.issuer().provider());
    }

    private Mono<Signer> signer(Issuer issuer, Map<Algorithm, SigningKey> known) {
        var forProofs = known.get(Algorithm.ED25519);
        var forTokens = known.get(Algorithm.RS256);
        return forProofs == null || forTokens == null
                ? signer(issuer)
                : Mono.just(new Signer(issuer, forProofs, forTokens));
    }

    private Mono<Signer> signer(Issuer issuer) {
        return Mono.zip(
                        keys.current(issuer.keyOwner(), Algorithm.ED25519),
                        keys.current(issuer.keyOwner(), Algorithm.RS256))
                .map(found -> new Signer(issuer, found.getT1(), found.getT2()));
    }
}
