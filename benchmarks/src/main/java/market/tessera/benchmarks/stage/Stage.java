package market.tessera.benchmarks.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running marketplace, started by {@code ./tessera} in a folder of its own. Closing ends it; the folder is the caller's. */
public final class Stage implements AutoCloseable {
    /** What is measured is how long an answer takes, not how soon a visitor is sent away. */
    private static final String PATIENT = "10s";

    /** For so long an export that was written to its end is given out again. */
    public static final Duration KEPT = Duration.ofSeconds(15);

    /** Requests a minute that the APIs grant one caller: what they refuse is not measured. */
    private static final String UNLIMITED = "1000000000";

    /** More than a file of a million offerings, which an institution would send in parts. */
    private static final String A_MILLION = "4GB";

    private final Process process;
    private final Path data;
    private final JsonNode facts;
    private final double readyAfter;

    private Stage(Process process, Path data, JsonNode facts, double readyAfter) {
        this.process = process;
        this.data = data;
        this.facts = facts;
        this.readyAfter = readyAfter;
    }

    /**
     * Starts and waits until the first page can be had.
     *
     * @param home root of the project, which has been built
     * @param workshop where its data are; those of an earlier stage there are used again
     * @param catalogue to begin with instead of the sample
     * @param patience how long to wait for it to be ready
     */
    public static Stage start(Path home, Workshop workshop, @Nullable Path catalogue, Duration patience) {
        try {
            var data = Files.createDirectories(workshop.resolve("data"));
            var port = freePort();
            var facts = data.resolve("sandbox.json");
            Files.deleteIfExists(facts);
            var begin = System.nanoTime();
            var process = launch(home, data, port, catalogue);
            workshop.occupiedBy(process);
            await(process, facts, output(data), patience);
            var seconds = (System.nanoTime() - begin) / 1e9;
            return new Stage(process, data, JsonMapper.shared().readTree(facts.toFile()), seconds);
        } catch (IOException failure) {
            throw new StageFailure("The marketplace could not be started: " + failure.getMessage(), failure);
        }
    }

    private static Process launch(Path home, Path data, int port, @Nullable Path catalogue) throws IOException {
        var command = new ArrayList<>(List.of(
                home.resolve("tessera").toString(), "--port", Integer.toString(port), "--data", data.toString()));
        if (catalogue != null) {
            command.addAll(List.of("--catalogue", catalogue.toString()));
        }
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output(data).toFile());
        builder.environment().put("TESSERA_API_QUOTA", UNLIMITED);
        builder.environment().put("PORTAL_APIQUOTA_REQUESTS", UNLIMITED);
        builder.environment().put("TESSERA_IMPORT_MAX_SIZE", A_MILLION);
        builder.environment().put("STOREFRONT_CATALOGUE_TIMEOUT", PATIENT);
        builder.environment().put("STOREFRONT_EXPORT_FRESH", KEPT.toString());
        return builder.start();
    }

    private static void await(Process process, Path facts, Path output, Duration patience) throws IOException {
        var deadline = System.nanoTime() + patience.toNanos();
        try {
            while (!Files.exists(facts) || !Files.readString(output).contains("Tessera is ready at")) {
                if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                    throw new StageFailure("The marketplace did not start. It said:\n" + Files.readString(output));
                }
                if (System.nanoTime() > deadline) {
                    process.destroy();
                    throw new StageFailure(
                            "The marketplace was not ready in time. It said:\n" + Files.readString(output));
                }
            }
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new StageFailure("Interrupted while the marketplace was starting", interrupted);
        }
    }

    /** Seconds from the command to the line that says that it is ready. */
    public double readyAfter() {
        return readyAfter;
    }

    public Path data() {
        return data;
    }

    public URI site() {
        return URI.create(facts.path("url").asString());
    }

    public URI openSearch() {
        return URI.create(facts.path("servers").path("openSearch").asString());
    }

    public URI postgres() {
        return URI.create(facts.path("servers").path("postgres").asString());
    }

    /** What an application is told when it is started alone against this stage's servers, by the names of its environment variables. */
    Map<String, String> environment() {
        var secrets = secrets();
        return Map.of(
                "TESSERA_DB_HOST", postgres().getHost(),
                "TESSERA_DB_PORT", Integer.toString(postgres().getPort()),
                "TESSERA_DB_NAME", postgres().getPath().substring(1),
                "TESSERA_DB_PASSWORD", secrets.getProperty("database"),
                "TESSERA_OPENSEARCH_URL", openSearch().toString(),
                "TESSERA_LEARNER_PUBLIC_KEY", secrets.getProperty("learner-public-key"),
                "TESSERA_STAFF_PUBLIC_KEY", secrets.getProperty("staff-public-key"));
    }

    private Properties secrets() {
        try (var file = Files.newBufferedReader(data.resolve("secrets.properties"))) {
            var secrets = new Properties();
            secrets.load(file);
            return secrets;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The operator's API key. */
    public String operatorKey() {
        return facts.path("apiKeys")
                .valueStream()
                .filter(key -> key.path("role").asString().equals("operator"))
                .map(key -> key.path("key").asString())
                .findFirst()
                .orElseThrow(() -> new StageFailure("There is no operator's key in sandbox.json"));
    }

    /** Who can sign in. */
    public record Sample(String email, String password) {}

    /** @param role such as {@code author} */
    public Sample person(String role) {
        return facts.path("people")
                .valueStream()
                .filter(person -> person.path("role").asString().equals(role))
                .map(person -> new Sample(
                        person.path("email").asString(), person.path("password").asString()))
                .findFirst()
                .orElseThrow(() -> new StageFailure("There is no " + role + " in sandbox.json"));
    }

    /** A connection of the database's superuser. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:" + postgres(), "postgres", "postgres");
    }

    public Residents residents() {
        return Residents.of(processes());
    }

    /** Running. */
    public Meter meter() {
        return new Meter(processes());
    }

    private Processes processes() {
        return new Processes(process.toHandle(), data);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Path output(Path data) {
        return data.resolve("tessera.out");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
