package market.tessera.sandbox.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole sandbox for a test, with the sample catalogue, on a free port. */
public final class RunningSandbox implements AutoCloseable {
    private final Sandbox sandbox;
    private final JsonNode welcome;

    private RunningSandbox(Sandbox sandbox, JsonNode welcome) {
        this.sandbox = sandbox;
        this.welcome = welcome;
    }

    public static RunningSandbox start(Path data) throws Exception {
        var sandbox = new Sandbox(new Progress(System.out));
        try {
            sandbox.start(new Options(freePort(), data, false, null, null));
            return new RunningSandbox(
                    sandbox,
                    JsonMapper.shared().readTree(data.resolve("sandbox.json").toFile()));
        } catch (Exception failure) {
            sandbox.close();
            throw failure;
        }
    }

    public String url() {
        return welcome.path("url").asString();
    }

    /** The password of a sample person. */
    public String password(String role) {
        return welcome.path("people")
                .valueStream()
                .filter(person -> person.path("role").asString().equals(role))
                .map(person -> person.path("password").asString())
                .findFirst()
                .orElseThrow();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
