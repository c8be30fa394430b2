package market.tessera.provider.singlesignon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import market.tessera.sandbox.npm.NpmProcess;
import market.tessera.sandbox.npm.NpmTool;
import tools.jackson.databind.json.JsonMapper;

/** An OpenID provider that others wrote (oidc-provider), and what it is told to do wrong. */
record SignInService(NpmProcess process, String issuer) implements AutoCloseable {
    static final String CLIENT = "tessera";
    static final String SECRET = "a secret of the tests";

    static SignInService start() {
        var process = NpmTool.install(Path.of("src/test/npm/oidc"))
                .script("service.mjs")
                .start();
        return new SignInService(
                process,
                process.awaitLine(line -> line.startsWith("listening on ")).substring("listening on ".length()));
    }

    void sendsBackTo(String address) {
        tell(Map.of("redirects", java.util.List.of(address)));
    }

    /** Who sits at the browser from now on, and nothing is forged any more. */
    void hasAtTheBrowser(String subject, String email, boolean verified) {
        tell(Map.of("person", Map.of("sub", subject, "email", email, "email_verified", verified)));
    }

    void forges(String claim, Object value) {
        tell(Map.of("forged", Map.of(claim, value)));
    }

    void signsWithAKeyThatNobodyKnows() {
        tell(Map.of("stranger", true));
    }

    void changesItsKey() {
        tell(Map.of("rotate", true));
    }

    private void tell(Map<String, ?> order) {
        var request = HttpRequest.newBuilder(URI.create(issuer + "/control"))
                .POST(BodyPublishers.ofString(new JsonMapper().writeValueAsString(order)))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            HttpResponse<Void> done = client.send(request, BodyHandlers.discarding());
            if (done.statusCode() != 200) {
                throw new AssertionError("The sign-in service did not obey: " + done.statusCode());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
