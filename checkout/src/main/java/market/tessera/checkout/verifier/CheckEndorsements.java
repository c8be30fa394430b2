package market.tessera.checkout.verifier;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
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
        BROKEN;

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

    /** Something inside a badge that others vouch for. */
    private record Vouched(JsonNode endorsement, String of) {}

    /** Those of a badge, of what it is for, and of its issuer; the first few. */
    public Mono<List<Endorsed>> in(ObjectNode badge) {
        return Flux.fromStream(all(badge)).take(MOST).concatMap(this::check).collectList();
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
        };
    }

    private static Stream<Vouched> all(ObjectNode badge) {
        return Stream.of("/credentialSubject/achievement", "", "/issuer").flatMap(place -> {
            var thing = badge.at(place);
            return each(thing.path("endorsement"))
                    .map(one -> new Vouched(one, thing.path("id").asString("")));
        });
    }

    private static Stream<JsonNode> each(JsonNode endorsements) {
        return (endorsements.isArray() ? endorsements.valueStream() : Stream.of(endorsements))
                .filter(JsonNode::isObject);
    }

    private Mono<Endorsed> check(Vouched vouched) {
        var credential = (ObjectNode) vouched.endorsement();
        var issuer = CheckStatus.id(credential.path("issuer"));
        return Mono.zip(
                        signatures.check(new Found(credential, Optional.empty()), issuer),
                        status.check(credential, issuer))
                .map(found -> new Endorsed(
                        credential.at("/issuer/name").asString(issuer),
                        credential.at("/credentialSubject/endorsementComment").asString(""),
                        standing(vouched, found.getT1(), found.getT2())));
    }

    private Standing standing(Vouched vouched, List<Check> signed, List<Check> inForce) {
        var credential = vouched.endorsement();
        if (has(signed, State.FAILED) || !isOf(vouched)) {
            return Standing.BROKEN;
        }
        if (has(inForce, State.FAILED)) {
            return Standing.WITHDRAWN;
        }
        var until = instant(credential.path("validUntil"));
        if (until.isPresent() && until.get().isBefore(clock.instant())) {
            return Standing.EXPIRED;
        }
        return has(signed, State.UNKNOWN) || has(inForce, State.UNKNOWN) ? Standing.UNCONFIRMED : Standing.GENUINE;
    }

    /** A badge that names something as its holder is no word on that. */
    private static boolean isOf(Vouched vouched) {
        var type = vouched.endorsement().path("type");
        var of = vouched.endorsement().at("/credentialSubject/id").asString("");
        return (type.isArray() ? type.valueStream() : Stream.of(type))
                        .anyMatch(one -> one.asString("").equals("EndorsementCredential"))
                && !of.isEmpty()
                && of.equals(vouched.of());
    }

    private static boolean has(List<Check> checks, State state) {
        return checks.stream().anyMatch(check -> check.state() == state);
    }

    private static Optional<Instant> instant(JsonNode time) {
        try {
            return time.isString()
                    ? Optional.of(OffsetDateTime.parse(time.asString()).toInstant())
                    : Optional.empty();
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
