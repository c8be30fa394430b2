package market.tessera.checkout;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.keys.ThriftyKeyPairs;

/** A provider's own tool, as far as we talk to it: it publishes a key, signs assertions, and can be away. */
public final class TestTool implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private String clientId = "tool-" + UUID.randomUUID();
    private final RSAKey key;
    private HttpServer server;

    private TestTool(RSAKey key, HttpServer server) {
        this.key = key;
        this.server = server;
    }

    /** There, and nobody knows of it yet. */
    public static TestTool running() {
        try {
            var tool = new TestTool(key("tool"), listen(0));
            tool.serve();
            return tool;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Registered for the course's provider, and there. */
    public static TestTool registered(Purchases purchases, Purchases.Course course) {
        var tool = running();
        var connection = purchases.connects(course.provider(), "LTI");
        purchases.run(
                """
                insert into lti_tool (client_id, connection, deployment_id, login_url, redirect_uris, jwks_url, target_link_uri, pass_mark)
                values ($1, $2, '1', $3, array[$4], $5, $6, 0.7)
                """,
                tool.clientId,
                connection,
                tool.url() + "/login",
                tool.url() + "/launch",
                tool.url() + "/jwks",
                tool.url());
        return tool;
    }

    /** What its people would type to register it. */
    public Map<String, String> form() {
        return Map.of(
                "login", url() + "/login",
                "redirects", url() + "/launch",
                "launch", url() + "/launch",
                "jwks", url() + "/jwks",
                "deployment", "1",
                "pass", "70");
    }

    /** What it sends to register itself. */
    public String registration() {
        return """
                {"application_type": "web", "response_types": ["id_token"], "grant_types": ["implicit", "client_credentials"],
                 "initiate_login_uri": "%1$s/login", "redirect_uris": ["%1$s/launch"], "client_name": "Campus", "jwks_uri": "%1$s/jwks",
                 "token_endpoint_auth_method": "private_key_jwt", "scope": "",
                 "https://purl.imsglobal.org/spec/lti-tool-configuration": {"domain": "localhost", "target_link_uri": "%1$s/launch",
                   "messages": [{"type": "LtiResourceLinkRequest"}]}}
                """.formatted(url());
    }

    /** Registers itself by an invitation. */
    public HttpResponse<String> registers(String token, String registration) {
        return send(HttpRequest.newBuilder(URI.create(Surroundings.ORIGIN + "/lti/register"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(registration)));
    }

    /** Has been given another name by the platform. */
    public void isCalled(String id) {
        clientId = id;
    }

    /** Its key as a PEM file. */
    public String publicKey() {
        try {
            return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----"
                    .formatted(Base64.getMimeEncoder()
                            .encodeToString(key.toRSAPublicKey().getEncoded()));
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** What the platform answers to an assertion. */
    public static HttpResponse<String> token(String assertion, String scope) {
        return LearnerBrowser.anonymous()
                .post(
                        "/lti/token",
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_assertion_type",
                                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                                "client_assertion",
                                assertion,
                                "scope",
                                scope));
    }

    /** Calls a service with a token for this scope. */
    public HttpResponse<String> call(String method, String address, String scope, String type, String body) {
        var token = LearnerBrowser.match(
                token(assertion(UUID.randomUUID().toString()), scope).body(), "\"access_token\":\"([^\"]*)\"");
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + token)
                .header(method.equals("GET") ? "Accept" : "Content-Type", type)
                .method(method, BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
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

    public String url() {
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
        for (var page : List.of("/login", "/launch")) {
            server.createContext(page, exchange -> {
                exchange.sendResponseHeaders(400, -1);
                exchange.close();
            });
        }
        server.start();
    }

    private static RSAKey key(String id) {
        try {
            var pair = ThriftyKeyPairs.rsa();
            return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .privateKey(pair.getPrivate())
                    .keyID(id)
                    .build();
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
