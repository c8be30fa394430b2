package market.tessera.checkout.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Shop;
import market.tessera.platform.identity.Person;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CheckoutTest
class ClaimTests {
    @Autowired
    private Shop shop;

    @Test
    void theMailedLinkTakesTheOrderIntoTheAccountOnce() {
        var order = bought("claim@example.org");
        var token = token("claim@example.org");
        var owner = Person.learner(UUID.randomUUID(), "Claim@Example.org", "Amara");
        var browser = shop.signedIn(owner);

        assertThat(browser.get("/orders/claim?token=" + token).block().body()).contains("Take this order");
        var claimed = browser.post("/orders/claim", Map.of("token", token)).block();
        var again = browser.post("/orders/claim", Map.of("token", token)).block();

        assertThat(claimed.location()).endsWith("/orders/" + order);
        assertThat(again.status()).isEqualTo(410);
        assertThat(shop.one("select learner from orders where id = '%s'".formatted(order), UUID.class))
                .isEqualTo(owner.id());
        assertThat(browser.get("/orders").block().body()).contains(order.toString());
    }

    @Test
    void theLinkIsNoUseToAnyoneElse() {
        var order = bought("mine@example.org");
        var token = token("mine@example.org");
        var other = shop.signedIn(Person.learner(UUID.randomUUID(), "other@example.org", "Other"));

        var refused = other.post("/orders/claim", Map.of("token", token)).block();
        var nonsense = other.post("/orders/claim", Map.of("token", "guessed")).block();
        var signedOut = shop.browser().get("/orders/claim?token=" + token).block();

        assertThat(refused.status()).isEqualTo(409);
        assertThat(nonsense.status()).isEqualTo(410);
        assertThat(signedOut.location()).contains("/account/sign-in?return=");
        assertThat(shop.count("select count(*) from orders where id = '%s' and learner is null".formatted(order)))
                .isEqualTo(1);
    }

    @Test
    void aNewlyConfirmedAccountGetsWhatItsAddressHasBought() {
        var order = bought("new@example.org");
        var learner = UUID.randomUUID();

        shop.catalog().accountConfirmed(learner, "NEW@example.org");

        shop.await("select count(*) from orders where id = '%s' and learner = '%s'".formatted(order, learner), 1L);
    }

    private UUID bought(String email) {
        var listing = Listing.of("Course", Provider.named("Nordkyst")).intake(2_000L, "EUR", null);
        shop.onSale(listing);
        return shop.guest(email).buy(listing.id(), listing.firstIntake()).block();
    }

    private String token(String email) {
        return shop.mail(email, "receipt").text().replaceAll("(?s).*token=([A-Za-z0-9_-]+).*", "$1");
    }
}
