package market.tessera.checkout.badge;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Graduates;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Shop;
import market.tessera.checkout.credential.CredentialJwt;
import market.tessera.checkout.credential.DataIntegrity;
import market.tessera.checkout.credential.Recipient;
import market.tessera.checkout.credential.StatusBits;
import market.tessera.checkout.keys.Multikey;
import market.tessera.platform.identity.Person;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@CheckoutTest
class BadgeTests {
    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    Purchases purchases;

    @Autowired
    Graduates graduates;

    @Autowired
    Shop shop;

    @Autowired
    RevokeBadge revoke;

    private final Person amara = Purchases.learner("Amara Okafor");
    private final LearnerBrowser anyone = LearnerBrowser.anonymous();
    private UUID badge;

    @BeforeEach
    void aBadge() {
        badge = graduates.badge(amara, "Infection control in home care");
    }

    @Test
    void isAnOpenBadgeWhoseProofVerifiesByWhatItsIssuerPublishes() {
        var credential = credential();
        var issuer = get(resolved(credential.at("/issuer/id").asString()));

        assertThat(DataIntegrity.verifies(credential, method -> multikey(issuer, method)))
                .isTrue();
        credential.put("name", "Brain surgery");
        assertThat(DataIntegrity.verifies(credential, method -> multikey(issuer, method)))
                .isFalse();
    }

    @Test
    void saysTheSameAsAToken() {
        var jwt = anyone.get("/badges/" + badge, "application/vc+jwt");

        var verified = CredentialJwt.verified(jwt.body(), this::rsaKey);

        assertThat(jwt.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/vc+jwt");
        assertThat(verified.orElseThrow()).isEqualTo(credential().without("proof"));
        assertThat(CredentialJwt.verified(jwt.body().replaceFirst("\\..", ".f"), this::rsaKey))
                .isEmpty();
    }

    @Test
    void certifiesWhatTheEditionPromisedAndHidesTheAddress() {
        var credential = credential();
        var subject = credential.path("credentialSubject");
        var achievement = subject.path("achievement");

        assertThat(achievement.path("achievementType").asString()).isEqualTo("MicroCredential");
        assertThat(achievement.at("/criteria/narrative").asString())
                .contains("- Choose protective equipment for a given risk.", "Credit: 2.5 ECTS", "Level: EQF 4")
                .contains(
                        "Assessment: Practical (supervised)",
                        "Form of learning: Online, in one’s own time",
                        "Quality assurance: External review: City of Glenmore");
        assertThat(achievement.at("/creator/address/addressCountryCode").asString())
                .isEqualTo("GB");
        assertThat(achievement.path("creditsAvailable").decimalValue()).isEqualByComparingTo("2.5");
        assertThat(achievement.at("/alignment/0/targetName").asString()).isEqualTo("infection control");
        assertThat(achievement.at("/alignment/0/targetFramework").asString()).isEqualTo("ESCO");
        assertThat(achievement.at("/alignment/1").has("targetFramework"))
                .as("of a skill from elsewhere")
                .isFalse();
        assertThat(achievement.at("/alignment/2/targetUrl").asString()).isEqualTo("http://data.europa.eu/snb/eqf/4");
        assertThat(achievement.at("/tag/0").asString()).isEqualTo("hand hygiene");
        assertThat(subject.at("/result/0/value").asString()).isEqualTo("88");
        assertThat(credential.toString()).doesNotContain(amara.email(), "Amara");
        var identifier = subject.at("/identifier/0");
        var recipient = new Recipient(
                identifier.path("identityHash").asString(),
                identifier.path("salt").asString());
        assertThat(recipient.is(" Amara.Okafor@EXAMPLE.com ")).isTrue();
        assertThat(recipient.is("bea.lind@example.com")).isFalse();
    }

    @Test
    void tellsAGuestAloneHowToHaveItInAnAccount() {
        var course = purchases.course("Infection control in home care");
        var guest = Person.learner(UUID.randomUUID(), UUID.randomUUID() + "@example.com", "Bea Lind");
        var holder = Person.learner(UUID.randomUUID(), UUID.randomUUID() + "@example.com", "Cleo Ek");
        graduates.completes(purchases.buysAsGuest(guest, course), 88);
        graduates.completes(purchases.buys(holder, course), 88);

        assertThat(shop.mail(guest.email(), "Your badge").text()).contains("/account/sign-up");
        assertThat(shop.mail(holder.email(), "Your badge").text()).doesNotContain("/account/sign-up");
    }

    @Test
    void showsThatItWasAltered() {
        purchases.run(
                "update badge set credential = replace(credential, 'Infection control', 'Heart surgery') where id = $1",
                badge);

        assertThat(anyone.get("/badges/" + badge).body())
                .contains("This badge cannot be trusted", "Its signature does not fit")
                .doesNotContain("This badge is genuine");
    }

    @Test
    void showsThatItWasRevokedAndWhy() {
        var status = credential().path("credentialStatus");
        var list = status.path("statusListCredential").asString();
        var position = Integer.parseInt(status.path("statusListIndex").asString());
        assertThat(isSet(list, position)).isFalse();
        var before = anyone.get(list).headers().firstValue("ETag").orElseThrow();

        revoke.revoke(badge, "Issued by mistake").block();
        revoke.revoke(badge, "Once more").block();

        assertThat(anyone.get("/badges/" + badge).body())
                .contains("This badge has been revoked", "Issued by mistake", "Glenmore College has revoked it")
                .doesNotContain("This badge is genuine", "Once more");
        assertThat(isSet(list, position)).isTrue();
        assertThat(isSet(list, (position + 1) % StatusBits.ENTRIES)).isFalse();
        assertThat(anyone.get(list).headers().firstValue("ETag").orElseThrow()).isNotEqualTo(before);
        assertThat(purchases.count(
                        "select count(*) from event_log where type = 'badge.revoked' and subject = $1",
                        badge.toString()))
                .isEqualTo(1);
    }

    @Test
    void publishesItsStatusListAsASignedCredentialOfTheSameIssuer() {
        var credential = credential();
        var list = (ObjectNode)
                get(credential.at("/credentialStatus/statusListCredential").asString());
        var issuer = get(resolved(list.path("issuer").asString()));

        assertThat(list.path("issuer").asString())
                .isEqualTo(credential.at("/issuer/id").asString());
        assertThat(DataIntegrity.verifies(list, method -> multikey(issuer, method)))
                .isTrue();
    }

    @Test
    void hasAPageForPeopleAndAPictureForOthers() {
        var page = anyone.get("/badges/" + badge, "*/*");
        var picture = anyone.get("/badges/" + badge + "/image.svg");
        var preview = anyone.get("/badges/" + badge + "/image.png");

        assertThat(page.body())
                .contains("og:title", "Infection control in home care, awarded to Amara Okafor", "/image.png");
        assertThat(picture.headers().firstValue("Content-Type").orElseThrow()).startsWith("image/svg+xml");
        assertThat(picture.body()).startsWith("<svg").contains("Infection control");
        assertThat(preview.headers().firstValue("Content-Type").orElseThrow()).isEqualTo("image/png");
    }

    @Test
    void isNotFoundUnderAnyOtherId() {
        assertThat(anyone.get("/badges/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(anyone.get("/badges/" + UUID.randomUUID(), "application/vc+jwt")
                        .statusCode())
                .isEqualTo(404);
        assertThat(anyone.get("/badges/nonsense").statusCode()).isEqualTo(404);
        assertThat(anyone.get("/badges/status/999999").statusCode()).isEqualTo(404);
        assertThat(anyone.get("/badges/issuers/nobody/did.json").statusCode()).isEqualTo(404);
    }

    private ObjectNode credential() {
        var answer = anyone.get("/badges/" + badge, "application/vc+ld+json");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/vc+ld+json");
        return (ObjectNode) JSON.readTree(answer.body());
    }

    private boolean isSet(String list, int position) {
        return StatusBits.isSet(get(list).at("/credentialSubject/encodedList").asString(), position);
    }

    private JsonNode get(String address) {
        return JSON.readTree(anyone.get(address).body());
    }

    /** What did:web says: the identifier's parts are the address's; http because this is loopback. */
    private static String resolved(String did) {
        assertThat(did).startsWith("did:web:localhost%3A");
        return "http://" + did.substring("did:web:".length()).replace(":", "/").replace("%3A", ":") + "/did.json";
    }

    private static Optional<PublicKey> multikey(JsonNode issuer, String method) {
        return issuer.path("verificationMethod")
                .valueStream()
                .filter(key -> key.path("id").asString().equals(method))
                .findFirst()
                .flatMap(key -> Multikey.decode(key.path("publicKeyMultibase").asString()));
    }

    private Optional<PublicKey> rsaKey(String kid) {
        try {
            return Optional.of(RSAKey.parse(anyone.get(kid).body()).toPublicKey());
        } catch (ParseException | JOSEException unknown) {
            return Optional.empty();
        }
    }
}
