package market.tessera.checkout.verifier;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.checkout.credential.CredentialToken;
import market.tessera.checkout.credential.Recipient;
import market.tessera.checkout.verifier.Check.Subject;
import market.tessera.checkout.verifier.Reading.Found;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Verifies a credential by the rules of Open Badges 3.0, section 9, and explains each step. */
@Service
class CheckCredential {
    /** Where a credential says what it must say. */
    private static final Map<String, String> REQUIRED = Map.of(
            "/id", "id",
            "/credentialSubject/achievement/id", "achievement.id",
            "/credentialSubject/achievement/name", "achievement.name",
            "/credentialSubject/achievement/description", "achievement.description",
            "/credentialSubject/achievement/criteria", "achievement.criteria");

    private final CheckSignatures signatures;
    private final CheckStatus status;
    private final CheckEndorsements endorsements;
    private final Clock clock;

    CheckCredential(CheckSignatures signatures, CheckStatus status, CheckEndorsements endorsements, Clock clock) {
        this.signatures = signatures;
        this.status = status;
        this.endorsements = endorsements;
        this.clock = clock;
    }

    /** @param email whom it should have been given to; empty if that is not asked */
    Mono<Report> check(Found found, String email) {
        return LearningRecord.is(found.credential()) ? checkRecord(found, email) : checkBadge(found, email);
    }

    /** A record says that its badges belong together; each of them is a credential of its own. */
    private Mono<Report> checkRecord(Found found, String email) {
        var credential = found.credential();
        var issuer = CheckStatus.id(credential.path("issuer"));
        var record = new LearningRecord(credential);
        return Mono.zip(
                        signatures.check(found, issuer),
                        status.check(credential, issuer),
                        Flux.fromStream(record::badges)
                                .concatMap(badge -> checkBadge(badge, ""))
                                .collectList())
                .map(checked -> {
                    var checks = new ArrayList<Check>();
                    checks.add(record.form());
                    presentation(found).ifPresent(checks::add);
                    checks.add(record.contents(checked.getT3()));
                    checks.addAll(checked.getT1());
                    checks.add(dates(found));
                    checks.addAll(checked.getT2());
                    checks.add(recipient(credential, email));
                    return new Report(credential, List.copyOf(checks), checked.getT3());
                });
    }

    private Mono<Report> checkBadge(Found found, String email) {
        var credential = found.credential();
        var issuer = CheckStatus.id(credential.path("issuer"));
        return Mono.zip(
                        signatures.check(found, issuer),
                        status.check(credential, issuer),
                        endorsements.check(credential))
                .map(checked -> {
                    var checks = new ArrayList<Check>();
                    checks.add(form(found, issuer));
                    presentation(found).ifPresent(checks::add);
                    checks.add(achievement(credential, issuer));
                    checks.addAll(checked.getT1());
                    checks.add(dates(found));
                    checks.addAll(checked.getT2());
                    checks.add(recipient(credential, email));
                    checks.addAll(checked.getT3());
                    return new Report(credential, List.copyOf(checks));
                });
    }

    /** Who hands it out is proven to the program that has asked for it, with a word of its own, and to nobody else. */
    private static Optional<Check> presentation(Found found) {
        return found.presented() ? Optional.of(Check.noted(Subject.FORM, "presented")) : Optional.empty();
    }

    private static Check form(Found found, String issuer) {
        var credential = found.credential();
        if (types(credential).noneMatch(List.of("OpenBadgeCredential", "AchievementCredential")::contains)) {
            var types = String.join(", ", types(credential).toList());
            return types.isEmpty()
                    ? Check.failed(Subject.FORM, "missing", "type")
                    : Check.failed(Subject.FORM, "other", types);
        }
        var missing = new ArrayList<>(REQUIRED.entrySet().stream()
                .filter(entry -> credential.at(entry.getKey()).isMissingNode())
                .map(Map.Entry::getValue)
                .sorted()
                .toList());
        if (issuer.isEmpty()) {
            missing.add("issuer.id");
        }
        if (from(credential).isEmpty()) {
            missing.add("validFrom");
        }
        var subject = credential.path("credentialSubject");
        if (subject.path("id").isMissingNode() && subject.path("identifier").isMissingNode()) {
            missing.add("credentialSubject.id");
        }
        return missing.isEmpty()
                ? contradiction(found, issuer)
                        .map(claim -> Check.failed(Subject.FORM, "contradiction", claim))
                        .orElse(Check.passed(Subject.FORM, "complete"))
                : Check.failed(Subject.FORM, "missing", String.join(", ", missing));
    }

    /** A token says some things twice; they must be the same. The first claim that is not. */
    static Optional<String> contradiction(Found found, String issuer) {
        var credential = found.credential();
        Map<String, String> twice = Map.of(
                "iss", issuer,
                "jti", credential.path("id").asString(""),
                "sub", credential.at("/credentialSubject/id").asString(""));
        return found.token()
                .flatMap(token -> twice.entrySet().stream()
                        .filter(claim -> token.hasClaim(claim.getKey())
                                && !claim.getValue().isEmpty()
                                && !token.claim(claim.getKey()).equals(claim.getValue()))
                        .map(Map.Entry::getKey)
                        .findFirst());
    }

    private static Check achievement(ObjectNode credential, String issuer) {
        var achievement = credential.at("/credentialSubject/achievement");
        var creator = achievement.path("creator");
        var name = achievement.path("name").asString("");
        return creator.isMissingNode() || CheckStatus.id(creator).equals(issuer)
                ? Check.passed(Subject.ACHIEVEMENT, "own", name)
                : Check.unknown(
                        Subject.ACHIEVEMENT,
                        "foreign",
                        name,
                        creator.path("name").asString(CheckStatus.id(creator)));
    }

    private Check dates(Found found) {
        var from = from(found.credential()).flatMap(Moments::read);
        var untilText = first(found.credential(), "validUntil", "expirationDate");
        var said = untilText.flatMap(Moments::read);
        if (from.isEmpty() || (untilText.isPresent() && said.isEmpty())) {
            return Check.failed(Subject.DATES, "unreadable");
        }
        var until = Stream.concat(said.stream(), found.token().flatMap(CredentialToken::expiry).stream())
                .min(Comparator.naturalOrder());
        var now = clock.instant();
        if (from.get().isAfter(now)) {
            return Check.failed(Subject.DATES, "early", from.get());
        }
        return until.map(end -> end.isBefore(now)
                        ? Check.failed(Subject.DATES, "expired", end)
                        : Check.passed(Subject.DATES, "until", from.get(), end))
                .orElse(Check.passed(Subject.DATES, "open", from.get()));
    }

    private static Check recipient(ObjectNode credential, String email) {
        if (email.isEmpty()) {
            return Check.noted(Subject.RECIPIENT, "untold");
        }
        var addresses = credential
                .at("/credentialSubject/identifier")
                .valueStream()
                .filter(identity ->
                        "emailAddress".equals(identity.path("identityType").asString("")))
                .filter(identity -> !isHashed(identity) || recipient(identity).canBeCompared())
                .toList();
        if (addresses.isEmpty()) {
            return Check.unknown(Subject.RECIPIENT, "unnamed");
        }
        return addresses.stream().anyMatch(identity -> is(identity, email))
                ? Check.passed(Subject.RECIPIENT, "same", email)
                : Check.failed(Subject.RECIPIENT, "other", email);
    }

    private static boolean is(JsonNode identity, String email) {
        return isHashed(identity)
                ? recipient(identity).is(email)
                : identity.path("identityHash").asString("").equalsIgnoreCase(email);
    }

    private static boolean isHashed(JsonNode identity) {
        return identity.path("hashed").asBoolean(false);
    }

    private static Recipient recipient(JsonNode identity) {
        return new Recipient(
                identity.path("identityHash").asString(""),
                identity.path("salt").asString(""));
    }

    private static Stream<String> types(ObjectNode credential) {
        var type = credential.path("type");
        return (type.isArray() ? type.valueStream() : Stream.of(type)).map(one -> one.asString(""));
    }

    private static Optional<String> from(ObjectNode credential) {
        return first(credential, "validFrom", "issuanceDate");
    }

    /** The second is how credentials of version 1.1 call it. */
    private static Optional<String> first(ObjectNode credential, String name, String former) {
        return Stream.of(name, former)
                .map(credential::path)
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .findFirst();
    }
}
