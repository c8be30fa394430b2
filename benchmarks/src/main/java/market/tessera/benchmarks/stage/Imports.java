package market.tessera.benchmarks.stage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import market.tessera.benchmarks.load.Http;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends catalogue files to the marketplace, as a provider's program does. */
public final class Imports implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PATH = "/api/v1/imports";
    private static final Duration SHORTEST = Duration.ofMillis(20);

    /** Asking takes processor time from what is measured: the longer an import takes, the longer it is left alone, to a hundredth of what it has taken. */
    private static final int SHARE = 100;

    private final Http http;
    private final Http keyed;
    private final Duration patience;

    /** @param patience how long to wait for an import to end */
    public Imports(Stage stage, Duration patience) {
        this.patience = patience;
        this.http = new Http(stage.site(), 2);
        this.keyed = http.with(Map.of("Authorization", "Bearer " + stage.operatorKey()));
    }

    /**
     * What became of a file.
     *
     * @param seconds from sending it to the first answer that says that it is done
     */
    public record Outcome(double seconds, long created, long updated, long unchanged, long rejected) {
        public long records() {
            return created + updated + unchanged + rejected;
        }
    }

    /** Blocks until the import has ended. The providers that the file brings are taken for verified. */
    public Outcome send(Path file) {
        var begin = System.nanoTime();
        var job = ended(keyed.post(PATH + "?verified=true", file))
                .blockOptional(patience)
                .orElseThrow();
        return outcome(job, (System.nanoTime() - begin) / 1e9);
    }

    /** Completes when the import has ended. */
    public Mono<?> send(byte[] catalogue) {
        return ended(keyed.post(PATH, catalogue));
    }

    private Mono<JsonNode> ended(Mono<String> accepted) {
        return accepted.map(job -> PATH + "/" + JSON.readTree(job).path("id").asString())
                .flatMap(job -> ended(job, System.nanoTime()));
    }

    private Mono<JsonNode> ended(String job, long begin) {
        return keyed.get(job)
                .map(JSON::readTree)
                .filter(status -> !isOpen(status))
                .repeatWhenEmpty(
                        Integer.MAX_VALUE,
                        rounds -> rounds.delayUntil(_ -> Mono.delay(pause(System.nanoTime() - begin))));
    }

    private static Duration pause(long nanos) {
        var share = Duration.ofNanos(nanos / SHARE);
        return share.compareTo(SHORTEST) > 0 ? share : SHORTEST;
    }

    private static boolean isOpen(JsonNode job) {
        var status = job.path("status").asString();
        return status.equals("waiting") || status.equals("running");
    }

    private static Outcome outcome(JsonNode job, double seconds) {
        if (!job.path("status").asString().equals("completed")) {
            throw new StageFailure("The import did not succeed: " + job);
        }
        var counts = job.path("counts");
        return new Outcome(
                seconds,
                counts.path("created").asLong(),
                counts.path("updated").asLong(),
                counts.path("unchanged").asLong(),
                counts.path("rejected").asLong());
    }

    @Override
    public void close() {
        http.close();
    }
}
