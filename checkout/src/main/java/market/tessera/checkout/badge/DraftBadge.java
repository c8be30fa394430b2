package market.tessera.checkout.badge;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import market.tessera.checkout.badge.OpenBadge.Award;
import market.tessera.checkout.completion.Completion;
import market.tessera.checkout.credential.CredentialJwt;
import market.tessera.checkout.credential.DataIntegrity;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.issuer.Issuers;
import market.tessera.checkout.keys.SigningKey;
import market.tessera.checkout.keys.SigningKey.Algorithm;
import market.tessera.checkout.keys.SigningKeys;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Writes a badge and has it signed by its provider's keys, in both forms. */
@Component
class DraftBadge {
    private final Issuers issuers;
    private final SigningKeys keys;
    private final StatusLists lists;
    private final OpenBadge format;
    private final Clock clock;

    DraftBadge(Issuers issuers, SigningKeys keys, StatusLists lists, OpenBadge format, Clock clock) {
        this.issuers = issuers;
        this.keys = keys;
        this.lists = lists;
        this.format = format;
        this.clock = clock;
    }

    Mono<Badge> draft(Enrollment enrollment, Completion completion, JsonNode edition) {
        return issuers.of(edition.path("provider"))
                .flatMap(issuer -> Mono.zip(
                                keys.current(issuer.keyOwner(), Algorithm.ED25519),
                                keys.current(issuer.keyOwner(), Algorithm.RS256),
                                lists.take(issuer.provider()))
                        .publishOn(Schedulers.parallel())
                        .map(found -> sign(
                                new Award(
                                        UUID.randomUUID(),
                                        issuer,
                                        enrollment,
                                        completion,
                                        edition,
                                        found.getT3(),
                                        clock.instant().truncatedTo(ChronoUnit.SECONDS)),
                                found.getT1(),
                                found.getT2())));
    }

    private Badge sign(Award award, SigningKey ed25519, SigningKey rsa) {
        var credential = format.write(award);
        var issuer = award.issuer();
        var course = award.course();
        var proven = DataIntegrity.sign(credential, ed25519, issuer.method(ed25519.id()), award.at());
        return new Badge(
                award.id(),
                award.enrollment().id(),
                issuer.provider(),
                course.offering(),
                course.edition(),
                course.title(),
                award.enrollment().learner().name(),
                award.slot().list(),
                award.slot().position(),
                proven.toString(),
                CredentialJwt.sign(credential, rsa, issuer.keyAddress(rsa.id())),
                award.at(),
                null,
                null);
    }
}
