package market.tessera.checkout.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Graduates;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.keys.Base58;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.SessionTokens;
import market.tessera.platform.identity.Token;
import market.tessera.sandbox.npm.NpmScript;
import market.tessera.sandbox.npm.NpmTool;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Badges into a wallet that others wrote: OpenWallet Foundation's client of OpenID4VCI. */
@CheckoutTest
class WalletTests {
    private static final JsonMapper JSON = new JsonMapper();
    private static NpmScript wallet;

    @Autowired
    Graduates graduates;

    @Autowired
    Purchases purchases;

    @Autowired
    SessionTokens tokens;

    @Autowired
    WalletOffers offers;

    private final Person amara = Purchases.learner("Amara Okafor");
    private final LearnerBrowser anyone = LearnerBrowser.anonymous();
    private LearnerBrowser browser;
    private UUID badge;

    /** What the learner sees on the page. */
    private record Offer(String address, String txCode) {
        String code() {
            return address.substring(address.lastIndexOf("%2F") + 3);
        }
    }

    @BeforeAll
    static void anotherProgram() {
        wallet = NpmTool.install(Path.of("src/test/npm/wallet")).script("wallet.mjs");
    }

    @BeforeEach
    void aBadge() {
        browser = LearnerBrowser.of(amara, tokens);
        badge = graduates.badge(amara, "Infection control in home care");
    }

    @Test
    void takesTheBadgeInBothFormsBoundToItsKeyAndTheCodeOnce() throws ParseException, JOSEException {
        var taken = taken(offer());

        assertThat(taken.path("error").asString("")).isEmpty();
        assertThat(taken.path("again").asString()).isEqualTo("invalid_grant");
        var credential = taken.at("/credentials/open-badge");
        assertThat(credential.path("id").asString()).endsWith("/badges/" + badge);
        var holder = credential.at("/credentialSubject/id").asString();
        assertThat(holder).startsWith("did:jwk:");
        assertThat(thumbprint(holder)).isEqualTo(taken.path("key").asString());
        assertThat(verified(credential.toString())).contains("This badge is genuine");
        assertThat(verified(taken.at("/credentials/open-badge-jwt").asString())).contains("This badge is genuine");
    }

    @Test
    void givesNothingForWrongCodesAndNothingAtAllAfterTooMany() {
        var offer = offer();
        assertThat(taken(new Offer(offer.address(), wrong(offer))).path("error").asString())
                .isEqualTo("invalid_grant");
        IntStream.range(0, 4)
                .forEach(_ -> assertThat(
                                token(offer.code(), wrong(offer)).path("error").asString())
                        .isEqualTo("invalid_grant"));

        assertThat(token(offer.code(), offer.txCode()).path("error").asString()).isEqualTo("invalid_grant");
        assertThat(anyone.get("/badges/wallet/offers/" + offer.code()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void looksAtNoMoreWrongCodesWhereManyAreTriedAtOnce() {
        var offer = offer();

        Flux.range(0, 40)
                .flatMap(_ -> offers.take(new Token(offer.code()), wrong(offer)), 40)
                .collectList()
                .block();

        assertThat(purchases.count("select wrong from wallet_offer where badge = $1", badge))
                .isEqualTo(5);
        assertThat(offers.take(new Token(offer.code()), offer.txCode()).block()).isNull();
    }

    @Test
    void givesOneTokenHoweverManyAskAtOnceAndNoneWhenItsTimeIsOver() {
        var offer = offer();
        var given = Flux.range(0, 8)
                .flatMap(_ -> offers.take(new Token(offer.code()), offer.txCode()))
                .collectList()
                .block();
        assertThat(given).containsExactly(badge);

        var late = offer();
        purchases.run("update wallet_offer set expires_at = now() - interval '1 second' where badge = $1", badge);
        assertThat(token(late.code(), late.txCode()).path("error").asString()).isEqualTo("invalid_grant");
    }

    @Test
    void wantsAProofOfTheKeyThatIsMadeForThisOnce() {
        var offer = offer();
        var token = token(offer.code(), offer.txCode()).path("access_token").asString();

        assertThat(offers.use(new Token("made up")).block()).isFalse();
        var nonce = offers.nonce().block();
        assertThat(offers.use(nonce).block()).isTrue();
        assertThat(offers.use(nonce).block()).isFalse();
        assertThat(Holder.proven("a.b.c", Surroundings.ORIGIN)).isEmpty();
        assertThat(offers.granted(new Token(token)).block()).isEqualTo(badge);
        assertThat(offers.granted(new Token("made up")).block()).isNull();
        assertThat(asked(token, "{\"credential_configuration_id\": ")).contains("invalid_credential_request");
        assertThat(asked(token, "{}")).contains("invalid_credential_request");
        assertThat(asked(token, "{\"credential_configuration_id\": \"other\"}"))
                .contains("unknown_credential_configuration");
        assertThat(asked(token, "{\"credential_configuration_id\": \"open-badge\"}"))
                .contains("invalid_proof");
    }

    private static String asked(String token, String body) {
        var request = HttpRequest.newBuilder(URI.create(Surroundings.ORIGIN + "/badges/wallet/credential"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.sendAsync(request, BodyHandlers.ofString()).join().body();
        }
    }

    /** As many wallets on telephones name theirs. */
    @Test
    void takesAKeyOfTheTelephonesOwnKind() throws JOSEException {
        var key = new ECKeyGenerator(Curve.P_256).generate();
        var y = key.getY().decode();
        var name = Base58.toMultibase(ByteBuffer.allocate(35)
                .put(new byte[] {(byte) 0x80, 0x24, (byte) (2 + (y[y.length - 1] & 1))})
                .put(key.getX().decode())
                .array());
        var proof = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("openid4vci-proof+jwt"))
                        .keyID("did:key:" + name + "#" + name)
                        .build(),
                new Payload(Map.of("aud", Surroundings.ORIGIN, "iat", 1_790_000_000, "nonce", "n")));
        proof.sign(new ECDSASigner(key));

        assertThat(Holder.proven(proof.serialize(), Surroundings.ORIGIN)).contains(new Holder("did:key:" + name, "n"));
    }

    @Test
    void answersAWalletThatIsAPageOfAnotherSite() throws IOException, InterruptedException {
        var asked = HttpRequest.newBuilder(URI.create(Surroundings.ORIGIN + "/badges/wallet/credential"))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://wallet.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization, content-type");
        var nonce = HttpRequest.newBuilder(URI.create(Surroundings.ORIGIN + "/badges/wallet/nonce"))
                .POST(BodyPublishers.noBody())
                .header("Origin", "https://wallet.example");

        try (var client = HttpClient.newHttpClient()) {
            var allowed = client.send(asked.build(), BodyHandlers.ofString()).headers();
            assertThat(allowed.allValues("Access-Control-Allow-Origin")).containsExactly("*");
            assertThat(allowed.firstValue("Access-Control-Allow-Headers").orElse(""))
                    .contains("authorization");
            assertThat(client.send(nonce.build(), BodyHandlers.ofString())
                            .headers()
                            .allValues("Access-Control-Allow-Origin"))
                    .containsExactly("*");
        }
    }

    @Test
    void isOfferedToItsLearnerAlone() {
        var address = "/badges/" + badge + "/wallet";

        assertThat(anyone.get(address).statusCode()).isEqualTo(303);
        assertThat(LearnerBrowser.of(Purchases.learner("Bea Lind"), tokens)
                        .get(address)
                        .statusCode())
                .isEqualTo(404);
        assertThat(browser.get("/badges/" + badge).body()).contains(address);
        assertThat(anyone.get("/badges/" + badge).body()).doesNotContain(address);
        assertThat(anyone.post("/badges/wallet/token", Map.of("grant_type", "password"))
                        .body())
                .contains("unsupported_grant_type");
    }

    private Offer offer() {
        var address = "/badges/" + badge + "/wallet";
        var page = browser.post(address, Map.of("_csrf", LearnerBrowser.field(browser.get(address), "_csrf")));
        return new Offer(
                HtmlUtils.htmlUnescape(LearnerBrowser.match(page.body(), "href=\"(openid-credential-offer:[^\"]+)\"")),
                LearnerBrowser.match(page.body(), "fact__value\">(\\d{6})<"));
    }

    private static String wrong(Offer offer) {
        return offer.txCode().equals("000000") ? "000001" : "000000";
    }

    private static JsonNode taken(Offer offer) {
        return JSON.readTree(
                wallet.reading(JSON.writeValueAsString(Map.of("offer", offer.address(), "txCode", offer.txCode())))
                        .run());
    }

    private JsonNode token(String code, String txCode) {
        return JSON.readTree(anyone.post(
                        "/badges/wallet/token",
                        Map.of("grant_type", WalletMetadata.GRANT, "pre-authorized_code", code, "tx_code", txCode))
                .body());
    }

    private String verified(String text) {
        return anyone.upload("/verify", "", new byte[0], Map.of("badge", text)).body();
    }

    private static String thumbprint(String did) throws ParseException, JOSEException {
        var json =
                new String(Base64.getUrlDecoder().decode(did.substring("did:jwk:".length())), StandardCharsets.UTF_8);
        return ECKey.parse(json).computeThumbprint().toString();
    }
}
