package market.tessera.sandbox.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An OpenSearch of the official distribution as a child process. Works as root (in a user namespace) and as an ordinary user. */
public final class OpenSearchServer implements AutoCloseable {
    private static final Duration STARTUP = Duration.ofMinutes(4);

    private final Process process;
    private final Path home;
    private final int port;

    private OpenSearchServer(Process process, Path home, int port) {
        this.process = process;
        this.home = home;
        this.port = port;
    }

    /**
     * Unpacks the distribution where needed and starts it on a free loopback port, without waiting for it.
     *
     * @param home folder for the unpacked distribution, data and logs
     * @param heap size as the JVM takes it, such as {@code 512m}
     * @param jvm further options of its JVM
     */
    public static OpenSearchServer launch(Path home, String heap, String... jvm) {
        try {
            var distribution = OpenSearchDistribution.unpackInto(home);
            var port = freePort();
            return new OpenSearchServer(launch(distribution, home, heap, port, jvm), home, port);
        } catch (IOException failure) {
            throw new ServerFailure("OpenSearch did not start in " + home + ": " + failure.getMessage(), failure);
        }
    }

    private static Process launch(Path distribution, Path home, String heap, int port, String... jvm)
            throws IOException {
        var command = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(distribution.resolve("bin/opensearch").toString());
        command.addAll(List.of(
                "-Ehttp.port=" + port,
                "-Etransport.port=" + freePort(),
                "-Enetwork.host=127.0.0.1",
                "-Ediscovery.type=single-node",
                "-Ecluster.name=tessera",
                "-Ecluster.routing.allocation.disk.threshold_enabled=false",
                "-Eaction.auto_create_index=false",
                "-Epath.data=" + Files.createDirectories(home.resolve("data")),
                "-Epath.logs=" + Files.createDirectories(home.resolve("logs"))));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log(home).toFile());
        builder.environment().put("OPENSEARCH_JAVA_HOME", System.getProperty("java.home"));
        builder.environment()
                .put("OPENSEARCH_JAVA_OPTS", "-Xms%1$s -Xmx%1$s %2$s".formatted(heap, String.join(" ", jvm)));
        return builder.start();
    }

    /**
     * Waits until the cluster is usable.
     *
     * @return this server
     * @throws ServerFailure if it does not answer in time; its log's last lines are in the message
     */
    public OpenSearchServer awaitReady() throws IOException {
        var deadline = Instant.now().plus(STARTUP);
        var health = HttpRequest.newBuilder(URI.create(url() + "/_cluster/health?wait_for_status=yellow&timeout=5s"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            while (!answers(client, health)) {
                if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                    close();
                    throw new ServerFailure("OpenSearch did not become ready; its log ends: " + tail(log(home)));
                }
                process.waitFor(200, TimeUnit.MILLISECONDS);
            }
            return this;
        } catch (InterruptedException interrupted) {
            close();
            Thread.currentThread().interrupt();
            throw new ServerFailure("Interrupted while OpenSearch was starting", interrupted);
        }
    }

    private static boolean answers(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Path log(Path home) {
        return home.resolve("opensearch.out");
    }

    private static String tail(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
