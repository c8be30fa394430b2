package market.tessera.checkout.badge;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import market.tessera.sandbox.npm.NpmProcess;
import market.tessera.sandbox.npm.NpmTool;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A verifier that others wrote, in a process of its own. */
final class OtherVerifier implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final NpmProcess process;
    private final URI address;

    private OtherVerifier(NpmProcess process) {
        this.process = process;
        this.address = URI.create("http://127.0.0.1:" + process.awaitLine(line -> line.matches("\\d+")));
    }

    static OtherVerifier start() {
        return new OtherVerifier(NpmTool.install(Path.of("src/test/npm/badges"))
                .script("verify.mjs")
                .with(
                        "CONTEXTS",
                        Path.of("src/main/resources/checkout/contexts").toAbsolutePath())
                .start());
    }

    /** {@code verified}, {@code revoked} and {@code errors}. */
    JsonNode on(ObjectNode credential) {
        return ask("credential", credential);
    }

    /** {@code claims} and {@code errors}. */
    JsonNode onToken(String jwt) {
        return ask("jwt", JSON.getNodeFactory().stringNode(jwt));
    }

    private JsonNode ask(String form, JsonNode badge) {
        var question = JSON.createObjectNode().set(form, badge).toString();
        var request = HttpRequest.newBuilder(address)
                .version(Version.HTTP_1_1)
                .timeout(Duration.ofMinutes(1))
                .POST(BodyPublishers.ofString(question))
                .build();
        return JSON.readTree(
                HTTP.sendAsync(request, BodyHandlers.ofString()).join().body());
    }

    static String errors(JsonNode verdict) {
        return verdict.path("errors").valueStream().map(JsonNode::asString).collect(joining("; "));
    }

    @Override
    public void close() {
        process.close();
    }
}
