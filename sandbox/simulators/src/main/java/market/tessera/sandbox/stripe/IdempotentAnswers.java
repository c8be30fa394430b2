package market.tessera.sandbox.stripe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import market.tessera.sandbox.stripe.ApiError.Answer;

/** Gives a request that comes again with the same key its first answer, for 24 hours, whatever that answer was. */
final class IdempotentAnswers {
    private static final Duration KEPT = Duration.ofHours(24);

    private final StripeObjects objects;
    private final Clock clock;

    IdempotentAnswers(StripeObjects objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    /**
     * @param request method, path and parameters; another request with the same key is refused
     */
    synchronized Answer once(String key, String request, Supplier<Answer> first) {
        var fingerprint = fingerprint(request);
        return kept(key)
                .map(kept -> replay(key, kept, fingerprint))
                .orElseGet(() -> keep(key, fingerprint, first.get()));
    }

    /** As if a day had gone by. */
    synchronized void forget() {
        objects.all("idempotent_answer", _ -> true).forEach(answer -> objects.put(answer.put("created", 0)));
    }

    private Optional<Kept> kept(String key) {
        return objects.find(id(key))
                .map(node -> new Kept(
                        node.path("fingerprint").asString(),
                        new Answer(
                                node.path("status").asInt(), node.path("body").asString()),
                        Instant.ofEpochSecond(node.path("created").asLong())))
                .filter(kept -> kept.at().plus(KEPT).isAfter(clock.instant()));
    }

    private static Answer replay(String key, Kept kept, String fingerprint) {
        if (!kept.fingerprint().equals(fingerprint)) {
            throw ApiError.keyReused(key);
        }
        return kept.answer();
    }

    private Answer keep(String key, String fingerprint, Answer answer) {
        objects.put(StripeObjects.object()
                .put("id", id(key))
                .put("object", "idempotent_answer")
                .put("fingerprint", fingerprint)
                .put("status", answer.status())
                .put("body", answer.body())
                .put("created", clock.instant().getEpochSecond()));
        return answer;
    }

    private static String id(String key) {
        return "key:" + key;
    }

    private static String fingerprint(String request) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(request.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private record Kept(String fingerprint, Answer answer, Instant at) {}
}
