package market.tessera.checkout.seller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Payees;
import market.tessera.sandbox.buyer.Browser.Answer;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** The page on which a seller says its rates. */
class TaxRatePageTests extends SellerOfSeveralKinds {
    @Test
    void whatIsWrongIsSaidAndWhatWasTypedStays() {
        offered("Same title", 1_000);
        offered("Same title", 1_000);
        var finance = finance();
        var wrong = finance.post(
                        rates(),
                        form(Map.of("treatment", "ADDED", "rate", "190", "country", "XX", "validFrom", "never")))
                .block();
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body())
                .contains(
                        "Give the rate as a number",
                        "Name the tax",
                        "Choose a country",
                        "the day from which it counts",
                        "value=\"190\"");
        assertThat(finance.post(rates(), form(Map.of("treatment", "EXEMPT", "reason", "All of it")))
                        .block()
                        .body())
                .contains("Name what is sold, or choose a country");
        added(Map.of("kind", "Books", "treatment", "INCLUDED", "name", "VAT", "rate", "7"));
        var sort = rates() + "/offerings";
        assertThat(finance.post(sort, Map.of("offering", "No such thing", "kind", "Books"))
                        .block()
                        .body())
                .contains("You have no offering of that title or address", "value=\"No such thing\"");
        assertThat(finance.post(sort, Map.of("offering", "Same title", "kind", "Books"))
                        .block()
                        .body())
                .contains("Several of your offerings have that title");
        assertThat(finance.post(sort, Map.of("offering", "Same title", "kind", "Cars"))
                        .block()
                        .status())
                .isEqualTo(422);
    }

    @Test
    void whoPressesSeveralTimesReplacesARowOnce() {
        added(Map.of("kind", "Books", "treatment", "INCLUDED", "name", "VAT", "rate", "19"));
        var finance = finance();
        var again = form(Map.of("kind", "Books", "treatment", "INCLUDED", "name", "VAT", "rate", "7"));

        var answers = Flux.range(0, 4)
                .flatMap(_ -> finance.post(rates(), again))
                .map(Answer::location)
                .collectList()
                .block();

        assertThat(answers).allSatisfy(location -> assertThat(location).endsWith("done=added"));
        assertThat(shop.count("select count(*) from tax_rate where provider = '%s' and ended_at is null"
                        .formatted(seller.id())))
                .isEqualTo(1);
    }

    @Test
    void nobodyElseChangesAnInstitutionsRates() {
        var listing = offered("Mine", 1_000);
        added(Map.of("kind", "Books", "treatment", "INCLUDED", "name", "VAT", "rate", "7"));
        var rate = shop.one("select id from tax_rate where provider = '%s'".formatted(seller.id()), Long.class);
        var stranger = UUID.randomUUID();
        shop.onSale(Listing.of("Theirs", new Provider(stranger, "Stranger")).intake(1_000L, "EUR", null));

        for (var other : Set.of(shop.signedIn(Payees.finance(stranger)), shop.signedIn(Payees.operator()))) {
            assertThat(other.get(rates()).block().status()).isEqualTo(404);
            for (var path : Set.of(
                    rates(),
                    rates() + "/%d/end".formatted(rate),
                    rates() + "/offerings",
                    rates() + "/offerings/%s/removal".formatted(listing.id()))) {
                assertThat(other.post(path, form(Map.of("kind", "Books", "treatment", "EXEMPT", "reason", "Mine")))
                                .block()
                                .status())
                        .isEqualTo(404);
            }
        }
        var own = shop.signedIn(Payees.finance(stranger));
        var theirs = "/checkout/desk/sellers/%s/rates".formatted(stranger);
        assertThat(own.post(theirs + "/%d/end".formatted(rate), Map.of())
                        .block()
                        .location())
                .endsWith("done=not-ended");
        own.post(theirs, form(Map.of("kind", "Books", "treatment", "EXEMPT", "reason", "Ours")))
                .block();
        assertThat(own.post(theirs + "/offerings", Map.of("offering", "Mine", "kind", "Books"))
                        .block()
                        .body())
                .contains("You have no offering of that title");
        assertThat(shop.count(
                        "select count(*) from offer where id = '%s' and tax_kind is not null".formatted(listing.id())))
                .isZero();
    }
}
