package market.tessera.checkout.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Graduates;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.badge.RevokeBadge;
import market.tessera.checkout.credential.BakedSvg;
import market.tessera.checkout.credential.OpenBadgesData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@CheckoutTest
class VerifierTests {
    private static final String GENUINE = "This badge is genuine";

    @Autowired
    Graduates graduates;

    @Autowired
    RevokeBadge revoke;

    @Autowired
    DatabaseClient database;

    private final LearnerBrowser anyone = LearnerBrowser.anonymous();
    private @Nullable UUID issued;

    @Test
    void acceptsABadgeInEveryFormItIsHandedOutIn() {
        var json = credential();

        assertThat(file("badge.json", json.getBytes(UTF_8)).body()).contains(GENUINE, "Glenmore College");
        assertThat(file(
                                "badge.svg",
                                BakedSvg.bake("<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>", json)
                                        .getBytes(UTF_8))
                        .body())
                .contains(GENUINE);
        assertThat(text(json).body()).contains(GENUINE, "The signature fits", "it is in force");
        assertThat(text(anyone.get("/badges/" + badge() + "/credential.jwt").body())
                        .body())
                .contains(GENUINE, "The signature of the token fits");
        assertThat(text(Surroundings.ORIGIN + "/badges/" + badge()).body()).contains(GENUINE);
        assertThat(text("{\"type\": [\"VerifiablePresentation\"], \"verifiableCredential\": [" + json + "]}")
                        .body())
                .as("as a wallet hands it out")
                .contains(GENUINE);
    }

    @Test
    void tellsWhetherItWasGivenToSomebodyWithoutKeepingWho() {
        assertThat(submit("", new byte[0], credential(), "Amara.Okafor@example.com")
                        .body())
                .contains(GENUINE, "It was given to Amara.Okafor@example.com.");
        assertThat(submit("", new byte[0], credential(), "bea@example.com").body())
                .contains("This badge cannot be trusted", "It was not given to bea@example.com.");
    }

    @Test
    void refusesABadgeThatWasAlteredAndNamesOneThatWasRevoked() {
        assertThat(text(credential().replace("Infection", "Invention")).body())
                .contains("This badge cannot be trusted", "changed after it was signed")
                .doesNotContain(GENUINE);

        revoke.revoke(badge(), "Issued by mistake").block();

        assertThat(text(credential()).body())
                .contains("This badge has been revoked")
                .doesNotContain(GENUINE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                              | Choose a file, or paste a badge
            Dear Sir or Madam                               | That is no Open Badge 3.0
            {"half": "a                                     | That is no Open Badge 3.0
            {}                                              | That is no Open Badge 3.0
            {"@context": "https://w3id.org/openbadges/v2"}  | Open Badges 2.0
            eyJhbGciOiJub25lIn0.e30.                        | That is no Open Badge 3.0
            eyJhbGciOiJIUzI1NiJ9.e30.AAAA                   | That is no Open Badge 3.0
            {"verifiableCredential": [{}, {}]}              | one by one
            <!DOCTYPE html><html><body>Hi</body></html>     | That is a web page
            <svg xmlns="http://www.w3.org/2000/svg"/>       | an image without a badge inside
            http://example.org/badge                        | has to begin with https://
            https://                                        | has to begin with https://
            https://127.0.0.1/badge                         | leads into a private network
            https://localhost/badge                         | leads into a private network
            """)
    void saysOfEverythingElseWhyItIsNoBadge(String submitted, String answer) {
        var page = text(submitted);

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains(answer);
    }

    @Test
    void refusesAnAddressOfOursThatHasNoBadge() {
        assertThat(text(Surroundings.ORIGIN + "/badges/" + UUID.randomUUID()).body())
                .contains("There is no badge at that address");
        for (var path : List.of("/orders", "/badges/" + "-".repeat(36), "/badges/issuers/%00/did.json")) {
            assertThat(text(Surroundings.ORIGIN + path).body()).as(path).contains("There is no badge at that address");
        }
        assertThat(anyone.get("/badges/" + "-".repeat(36) + "/credential.json").statusCode())
                .isEqualTo(404);
    }

    @Test
    void readsNoMoreThanABadgeCanBe() {
        var page = file("film.mp4", new byte[3 * 1024 * 1024]);

        assertThat(page.statusCode()).isEqualTo(413);
        assertThat(page.body()).contains("larger than 2 MB");
    }

    @Test
    void readsAPictureThatSomebodyElseHasBaked() {
        assertThat(file("badge.png", OpenBadgesData.bytes("samples/simple-jwt.png"))
                        .body())
                .contains("This badge could not be confirmed", "Teamwork", "The badge brings a key of its own");
    }

    @Test
    void isNoWayToHaveOthersCalledWithoutEnd() {
        try {
            var answer = text("");
            for (var tries = 0; tries < 1_000 && answer.statusCode() != 429; tries++) {
                answer = text("");
            }

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.body()).contains("Very many badges were verified from your network");
            assertThat(text(credential()).body()).doesNotContain(GENUINE);
        } finally {
            database.sql("delete from throttle").then().block();
        }
    }

    /** Most of what is handed in is none. */
    private UUID badge() {
        if (issued == null) {
            issued = graduates.badge(Purchases.learner("Amara Okafor"), "Infection control in home care");
        }
        return issued;
    }

    private String credential() {
        return anyone.get("/badges/" + badge() + "/credential.json").body();
    }

    private HttpResponse<String> file(String name, byte[] content) {
        return submit(name, content, "", "");
    }

    private HttpResponse<String> text(String text) {
        return submit("", new byte[0], text, "");
    }

    private HttpResponse<String> submit(String name, byte[] content, String text, String email) {
        return anyone.upload("/verify", name, content, Map.of("badge", text, "email", email));
    }
}
