package market.tessera.checkout.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.Payees;
import org.junit.jupiter.api.Test;

/** Who makes codes, and who can use which. */
class PromotionRulesTests extends PromotionCodes {
    @Test
    void aCodeThatCannotBeUsedSaysWhyAndTakesNothingOff() {
        var listing = selling("Strict College", 10_000);
        var elsewhere = selling("Elsewhere College", 10_000);
        var over = code();
        make(Payees.operator(), over, null, "10", "%", Map.of("ends", "2020-01-31"));
        var early = code();
        make(Payees.operator(), early, null, "10", "%", Map.of("starts", "2099-01-01"));
        var others = code();
        make(Payees.finance(elsewhere.provider().id()), others, elsewhere.provider(), "10", "%", Map.of());
        var yen = code();
        make(Payees.operator(), yen, null, "500", "JPY", Map.of());
        var browser = shop.browser();
        shop.guest(browser, "strict@example.org")
                .add(listing.id(), listing.firstIntake())
                .block();

        var said = new HashMap<String, String>();
        for (var code : Set.of(over, early, others, yen)) {
            use(browser, code);
            said.put(code, browser.get("/basket").block().body());
            use(browser, "");
        }

        assertThat(said.get(over)).contains("cannot be used any more").doesNotContain("Without the code");
        assertThat(said.get(early)).contains("cannot be used yet");
        assertThat(said.get(others)).contains("is not for these places");
        assertThat(said.get(yen)).contains("is not for these places");
        assertThat(use(browser, "NO-SUCH-CODE")).endsWith("code=unknown");
        assertThat(browser.get("/basket?code=unknown").block().body()).contains("There is no such code");
    }

    @Test
    void codesAreNotToBeGuessed() {
        var listing = selling("Patient College", 10_000);
        var code = code();
        make(Payees.operator(), code, null, "10", "%", Map.of());
        var browser = shop.browser();
        shop.guest(browser, "patient@example.org")
                .add(listing.id(), listing.firstIntake())
                .block();
        try {
            var said = new HashSet<String>();
            for (var tries = 0; tries < 200 && !said.contains("/basket?code=too-many"); tries++) {
                said.add(use(browser, "GUESS-" + tries));
            }

            assertThat(said).containsExactlyInAnyOrder("/basket?code=unknown", "/basket?code=too-many");
            assertThat(use(browser, code)).isEqualTo("/basket?code=too-many");
            assertThat(browser.get("/basket?code=too-many").block().body())
                    .contains("Too many codes were tried")
                    .doesNotContain("Without the code");
        } finally {
            database.sql("delete from throttle").then().block();
        }
    }

    @Test
    void codesAreMadeAndEndedByThoseWhoBearThemOnly() {
        var listing = selling("Guarded College", 10_000);
        var own = Payees.finance(listing.provider().id());
        var code = code();
        make(own, code, listing.provider(), "10", "%", Map.of("total", "5", "person", "1"));
        var id = shop.one("select id from promotion where code = '%s'".formatted(code), UUID.class);
        var stranger = Payees.finance(UUID.randomUUID());

        assertThat(make(stranger, code(), listing.provider(), "10", "%", Map.of()))
                .isEqualTo("403");
        assertThat(make(stranger, code(), null, "10", "%", Map.of())).isEqualTo("403");
        assertThat(make(Payees.operator(), code(), listing.provider(), "10", "%", Map.of()))
                .isEqualTo("403");
        assertThat(post(stranger, PROMOTIONS + "/" + id + "/end", Map.of())).isEqualTo("404");
        assertThat(page(stranger)).doesNotContain(code);
        assertThat(page(Payees.operator())).doesNotContain(code);
        assertThat(page(own)).contains(code, "10 %", "Used: 0 of 5, once a person");

        assertThat(make(own, code, listing.provider(), "10.5", "%", Map.of()))
                .as("what was typed is kept")
                .contains("there is a code of that name", "value=\"10.5\"");
        assertThat(make(own, "a", listing.provider(), "10", "%", Map.of())).contains("letters, digits and hyphens");
        assertThat(make(own, code(), listing.provider(), "101", "%", Map.of())).contains("say how much it takes off");
        assertThat(make(own, code(), listing.provider(), "42949673", "%", Map.of()))
                .contains("say how much it takes off");
        assertThat(make(own, code(), listing.provider(), "1", "%", Map.of("ends", "+300000-01-01")))
                .contains("the last day cannot be before the first");
        assertThat(make(own, code(), listing.provider(), "1.5", "JPY", Map.of()))
                .contains("say how much it takes off");
        assertThat(make(own, code(), listing.provider(), "1", "XXQ", Map.of())).contains("say how much it takes off");
        assertThat(make(own, code(), listing.provider(), "1", "%", Map.of("total", "0")))
                .contains("limits are whole numbers");
        assertThat(make(
                        own,
                        code(),
                        listing.provider(),
                        "1",
                        "%",
                        Map.of("starts", "2027-02-02", "ends", "2027-02-01")))
                .contains("the last day cannot be before the first");
        assertThat(post(own, PROMOTIONS + "/" + id + "/end", Map.of())).isEqualTo(PROMOTIONS);
        assertThat(page(own)).contains("over");
    }
}
