package market.tessera.checkout;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** A provider's own tool, as far as we talk to it: it publishes a key, signs assertions, and can be away. */
public final class TestTool implements AutoCloseable {
    private final String clientId = "tool-" + UUID.randomUUID();
    private final RSAKey key;
    private HttpServer server;

    private TestTool(RSAKey key, HttpServer server) {
        this.key = key;
        this.server = server;
    }

    /** Registered for the course's provider, and there. */
    public static TestTool registered(Purchases purchases, Purchases.Course course) {
        try {
            var tool = new TestTool(key("tool"), listen(0));
            tool.serve();
            purchases.run(
                    """
                    insert into lti_tool (client_id, provider, deployment_id, login_url, redirect_uris, jwks_url, target_link_uri, pass_mark)
                    values ($1, $2, '1', $3, array[$4], $5, $6, 0.7)
                    """,
                    tool.clientId,
                    course.provider(),
                    tool.url() + "/login",
                    tool.url() + "/launch",
                    tool.url() + "/jwks",
                    tool.url());
            return tool;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public void goAway() {
        server.stop(0);
    }

    public void comeBack() {
        try {
            server = listen(server.getAddress().getPort());
            serve();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public String assertion(String id) {
        return assertion(id, key);
    }

    /** Signed with a key that pretends to be the tool's. */
    public String forgedAssertion() {
        return assertion(UUID.randomUUID().toString(), key("tool"));
    }

    private String assertion(String id, RSAKey signer) {
        var now = Instant.now();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("tool").build(),
                new JWTClaimsSet.Builder()
                        .issuer(clientId)
                        .subject(clientId)
                        .audience(Surroundings.ORIGIN + "/lti/token")
                        .jwtID(id)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(60)))
                        .build());
        try {
            token.sign(new RSASSASigner(signer));
        } catch (JOSEException failure) {
            throw new AssertionError(failure);
        }
        return token.serialize();
    }

    private String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private static HttpServer listen(int port) throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    }

    private void serve() {
        var body = new JWKSet(key).toString(true).getBytes(StandardCharsets.UTF_8);
        server.createContext("/jwks", exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
