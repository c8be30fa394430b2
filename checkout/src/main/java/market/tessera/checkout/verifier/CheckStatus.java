package market.tessera.checkout.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import market.tessera.checkout.credential.CredentialToken;
import market.tessera.checkout.credential.StatusBits;
import market.tessera.checkout.credential.UnreadableCredential;
import market.tessera.checkout.outbound.Fetch;
import market.tessera.checkout.verifier.Check.State;
import market.tessera.checkout.verifier.Check.Subject;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Looks a credential up in the status lists that it names (W3C Bitstring Status List). */
@Component
class CheckStatus {
    private static final String ACCEPT = "application/vc+ld+json, application/vc+jwt, application/vc, application/json";
    private static final int MOST_LISTS = 4;

    /** Lists for other purposes, such as that there is a newer edition, say nothing against a badge. */
    private static final Set<String> OF_FORCE = Set.of("revocation", "suspension");

    private final Documents documents;
    private final CheckSignatures signatures;
    private final JsonMapper json;
    private final Clock clock;

    CheckStatus(Documents documents, CheckSignatures signatures, JsonMapper json, Clock clock) {
        this.documents = documents;
        this.signatures = signatures;
        this.json = json;
        this.clock = clock;
    }

    Mono<List<Check>> check(ObjectNode credential, String issuer) {
        var entries = entries(credential.path("credentialStatus"));
        return entries.isEmpty()
                ? Mono.just(List.of(Check.noted(Subject.STATUS, "none")))
                : Flux.fromIterable(entries)
                        .take(MOST_LISTS)
                        .concatMap(entry -> look(entry, issuer))
                        .concatWith(beyond(entries))
                        .distinct()
                        .collectList();
    }

    private static List<JsonNode> entries(JsonNode status) {
        return (status.isArray() ? status.valueStream() : Stream.of(status))
                .filter(entry -> !entry.isMissingNode() && !entry.isNull())
                .toList();
    }

    /** What is not looked at could say that it was revoked. */
    private static Mono<Check> beyond(List<JsonNode> entries) {
        return entries.size() > MOST_LISTS
                ? Mono.just(Check.unknown(Subject.STATUS, "many", entries.size()))
                : Mono.empty();
    }

    private Mono<Check> look(JsonNode entry, String issuer) {
        var type = entry.path("type").asString("?");
        if (!type.equals("BitstringStatusListEntry") || entry.path("statusSize").asInt(1) != 1) {
            return Mono.just(Check.unknown(Subject.STATUS, "unsupported", type));
        }
        if (!OF_FORCE.contains(purpose(entry))) {
            return Mono.just(Check.noted(Subject.STATUS, "other", purpose(entry)));
        }
        return address(entry.path("statusListCredential").asString(""))
                .flatMap(address -> documents.get(address, ACCEPT))
                .flatMap(this::list)
                .flatMap(list -> signatures
                        .check(list, id(list.credential().path("issuer")))
                        .map(checks -> judge(list.credential(), entry, issuer, checks)))
                .defaultIfEmpty(Check.unknown(Subject.STATUS, "unreachable"));
    }

    /** What a list says against a badge counts even where it cannot be confirmed whose list it is; what it says for it does not. */
    private Check judge(ObjectNode list, JsonNode entry, String issuer, List<Check> checks) {
        var purpose = purpose(entry);
        var subject = list.path("credentialSubject");
        try {
            if (!purposes(subject).contains(purpose)) {
                return Check.unknown(Subject.STATUS, "unreachable");
            }
            var set = StatusBits.isSet(subject.path("encodedList").asString(""), index(entry));
            var own = id(list.path("issuer")).equals(issuer);
            var trusted = own && checks.stream().allMatch(check -> check.state() == State.PASSED);
            return set
                    ? Check.failed(Subject.STATUS, purpose.equals("suspension") ? "suspended" : "revoked")
                    : trusted ? inTime(list) : Check.unknown(Subject.STATUS, "untrusted");
        } catch (UnreadableCredential | NumberFormatException unreadable) {
            return Check.unknown(Subject.STATUS, "unreachable");
        }
    }

    /** What was revoked since is in the list that has followed. */
    private Check inTime(ObjectNode list) {
        return Moments.in(list.path("validUntil"))
                .filter(clock.instant()::isAfter)
                .map(end -> Check.unknown(Subject.STATUS, "stale", end))
                .orElseGet(() -> Check.passed(Subject.STATUS, "clear"));
    }

    private static String purpose(JsonNode entry) {
        return entry.path("statusPurpose").asString("revocation");
    }

    private static List<String> purposes(JsonNode subject) {
        var purpose = subject.path("statusPurpose");
        return (purpose.isArray() ? purpose.valueStream() : Stream.of(purpose))
                .map(one -> one.asString(""))
                .toList();
    }

    /** Some write the number as a number. */
    private static int index(JsonNode entry) {
        return Integer.parseInt(entry.path("statusListIndex").asString(""));
    }

    private Mono<Reading.Found> list(Fetch fetch) {
        return switch (fetch) {
            case Fetch.Got(var content) -> Mono.justOrEmpty(list(new String(content.bytes(), UTF_8).strip()));
            case Fetch.Failed _ -> Mono.empty();
        };
    }

    private Optional<Reading.Found> list(String text) {
        try {
            return text.startsWith("{")
                    ? Optional.of(new Reading.Found((ObjectNode) json.readTree(text), Optional.empty()))
                    : CredentialToken.parse(text)
                            .map(token -> new Reading.Found(token.credential(), Optional.of(token)));
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    static String id(JsonNode issuer) {
        return issuer.isString() ? issuer.asString() : issuer.path("id").asString("");
    }

    private static Mono<URI> address(String text) {
        return Mono.justOrEmpty(Did.document(text));
    }
}
