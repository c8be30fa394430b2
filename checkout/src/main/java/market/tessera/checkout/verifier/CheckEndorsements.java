package market.tessera.checkout.verifier;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.checkout.credential.CredentialToken;
import market.tessera.checkout.verifier.Check.State;
import market.tessera.checkout.verifier.Check.Subject;
import market.tessera.checkout.verifier.Reading.Found;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks the endorsements inside a badge (Open Badges 3.0, EndorsementCredential): each is a credential of its own, by another issuer. */
@Component
public class CheckEndorsements {
    private static final int MOST = 5;

    private final CheckSignatures signatures;
    private final CheckStatus status;
    private final Clock clock;

    CheckEndorsements(CheckSignatures signatures, CheckStatus status, Clock clock) {
        this.signatures = signatures;
        this.status = status;
        this.clock = clock;
    }

    /** What an endorsement is worth. */
    public enum Standing {
        GENUINE,
        WITHDRAWN,
        EXPIRED,
        /** Nothing speaks against it, but something could not be checked. */
        UNCONFIRMED,
        /** It is not signed by its issuer, or is of something else. */
        BROKEN,
        /** It is there, but no credential. */
        UNREADABLE;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One endorsement.
     *
     * @param endorser as it calls itself
     * @param comment what it says; empty if nothing
     */
    public record Endorsed(String endorser, String comment, Standing standing) {}

    /**
     * Something inside a badge that others vouch for.
     *
     * @param endorsement as an object or as JWT; nothing if it cannot be read
     */
    private record Vouched(Optional<Found> endorsement, String of) {}

    /** Those of a badge, of what it is for, and of its issuer; the first few. */
    public Mono<List<Endorsed>> in(ObjectNode badge) {
        return Flux.fromStream(all(badge))
                .take(MOST)
                .concatMap(this::check)
                .distinct()
                .collectList();
    }

    /** As lines of a report. An endorsement that is over leaves the badge what it is; one that was never given does not confirm it. */
    Mono<List<Check>> check(ObjectNode badge) {
        var count = all(badge).count();
        return in(badge)
                .map(found -> Stream.concat(
                                found.stream().map(CheckEndorsements::line),
                                count > MOST
                                        ? Stream.of(Check.noted(Subject.ENDORSEMENT, "many", count))
                                        : Stream.empty())
                        .toList());
    }

    private static Check line(Endorsed endorsed) {
        return switch (endorsed.standing()) {
            case GENUINE -> Check.passed(Subject.ENDORSEMENT, "genuine", endorsed.endorser(), endorsed.comment());
            case WITHDRAWN, EXPIRED, UNCONFIRMED ->
                Check.noted(Subject.ENDORSEMENT, endorsed.standing().key(), endorsed.endorser());
            case BROKEN -> Check.unknown(Subject.ENDORSEMENT, "broken", endorsed.endorser());
            case UNREADABLE -> Check.unknown(Subject.ENDORSEMENT, "unreadable");
        };
    }

    private static Stream<Vouched> all(ObjectNode badge) {
        return Stream.of("/credentialSubject/achievement", "", "/issuer").flatMap(place -> {
            var thing = badge.at(place);
            return Stream.concat(
                            each(thing.path("endorsement")).filter(JsonNode::isObject),
                            each(thing.path("endorsementJwt")).filter(JsonNode::isString))
                    .map(one -> new Vouched(Held.in(one), thing.path("id").asString("")));
        });
    }

    private static Stream<JsonNode> each(JsonNode endorsements) {
        return endorsements.isArray() ? endorsements.valueStream() : Stream.of(endorsements);
    }

    private Mono<Endorsed> check(Vouched vouched) {
        return Mono.justOrEmpty(vouched.endorsement())
                .flatMap(found -> check(found, vouched.of()))
                .defaultIfEmpty(new Endorsed("", "", Standing.UNREADABLE));
    }

    private Mono<Endorsed> check(Found found, String of) {
        var credential = found.credential();
        var issuer = CheckStatus.id(credential.path("issuer"));
        return Mono.zip(signatures.check(found, issuer), status.check(credential, issuer))
                .map(checked -> new Endorsed(
                        credential.at("/issuer/name").asString(issuer),
                        credential.at("/credentialSubject/endorsementComment").asString(""),
                        standing(found, issuer, of, checked.getT1(), checked.getT2())));
    }

    private Standing standing(Found found, String issuer, String of, List<Check> signed, List<Check> inForce) {
        if (CheckCredential.contradiction(found, issuer).isPresent() || !isOf(found.credential(), of)) {
            return Standing.BROKEN;
        }
        var failed =
                signed.stream().filter(check -> check.state() == State.FAILED).toList();
        if (!failed.stream().allMatch(check -> check.finding().equals("expired"))) {
            return Standing.BROKEN;
        }
        if (has(inForce, State.FAILED)) {
            return Standing.WITHDRAWN;
        }
        if (!failed.isEmpty() || isOver(found)) {
            return Standing.EXPIRED;
        }
        return has(signed, State.UNKNOWN) || has(inForce, State.UNKNOWN) ? Standing.UNCONFIRMED : Standing.GENUINE;
    }

    private boolean isOver(Found found) {
        return Stream.of(
                        Moments.in(found.credential().path("validUntil")),
                        found.token().flatMap(CredentialToken::expiry))
                .flatMap(Optional::stream)
                .anyMatch(end -> end.isBefore(clock.instant()));
    }

    /** A badge that names something as its holder is no word on that. */
    private static boolean isOf(ObjectNode endorsement, String thing) {
        var type = endorsement.path("type");
        var of = endorsement.at("/credentialSubject/id").asString("");
        return (type.isArray() ? type.valueStream() : Stream.of(type))
                        .anyMatch(one -> one.asString("").equals("EndorsementCredential"))
                && !of.isEmpty()
                && of.equals(thing);
    }

    private static boolean has(List<Check> checks, State state) {
        return checks.stream().anyMatch(check -> check.state() == state);
    }
}
