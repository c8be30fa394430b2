package market.tessera.checkout.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.CatalogLog;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Shop;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

@CheckoutTest
class CatalogCopyTests {
    @Autowired
    private CatalogCopy copy;

    @Autowired
    private Offers offers;

    @Autowired
    private Shop shop;

    private final Listing first =
            Listing.of("Offshore wind", Provider.named("Nordkyst")).intake(39_000L, "EUR", 30);

    @Test
    void theSameEventAgainAndAnOlderOneChangeNothing() {
        handle(first);
        handle(first.nowAt(41_000));

        handle(first);
        handle(first.nowAt(41_000));

        assertThat(offer(first).price().amount()).isEqualTo(41_000);
        assertThat(told(first)).isZero();
    }

    @Test
    void anotherNumberOfSeatsIsToldOnce() {
        handle(first);

        handle(first.withSeats(12));
        handle(first.withSeats(12));

        assertThat(offer(first).intake().seatsLeft()).isEqualTo(12);
        assertThat(told(first)).isEqualTo(1);
    }

    @Test
    void aWithdrawnOfferingStaysKnownButCannotBeBought() {
        handle(first);

        handle(first.withdrawn());

        assertThat(offer(first).listed()).isFalse();
        assertThat(offer(first).title()).isEqualTo("Offshore wind");
    }

    @Test
    void anIntakeThatIsGoneIsNotSoldAnyMore() {
        var other = first.intake(100L, "EUR", 1);
        handle(other);

        handle(new Listing(
                first.id(),
                2,
                true,
                first.title(),
                first.provider(),
                List.of(other.intakes().get(1))));

        assertThat(offer(first).listed()).isFalse();
    }

    @Test
    void anUnverifiedProvidersOfferingsAreNotSold() {
        handle(first);
        var provider = first.provider().id();

        copy.provider(event(
                        "provider.updated",
                        provider,
                        7,
                        JsonMapper.shared()
                                .writeValueAsString(Map.of(
                                        "id",
                                        provider,
                                        "slug",
                                        "nordkyst",
                                        "name",
                                        "Nordkyst",
                                        "country",
                                        "NO",
                                        "verified",
                                        false))))
                .block();

        assertThat(offer(first).listed()).isFalse();
        assertThat(offer(first).refund().days()).isEqualTo(14);
    }

    @Test
    void aProviderIsShownByItsLogoAsSoonAsItHasOne() {
        handle(first);
        assertThat(offer(first).seller().logo()).isNull();
        var provider = first.provider().id();

        copy.provider(event("provider.updated", provider, 7, """
                        {"id": "%s", "slug": "nordkyst", "name": "Nordkyst", "country": "NO", "verified": true, "shopfront": {"logo": "/media/abc"}}
                        """.formatted(provider)))
                .block();

        assertThat(offer(first).seller().logo()).isEqualTo("/media/abc");
    }

    @Test
    void ofSeveralEventsAtOnceTheNewestCounts() {
        var other = Listing.of("Tidal power", first.provider()).intake(900L, "EUR", 3);

        copy.offerings(List.of(event(first), event(other), event(first.nowAt(41_000))))
                .block();

        assertThat(offer(first).price().amount()).isEqualTo(41_000);
        assertThat(offer(other).price().amount()).isEqualTo(900);
    }

    @Test
    void anEventThatMakesNoSenseIsSetAsideAndTheNextOneIsRead() {
        var broken = event("offering.published", UUID.randomUUID(), 1, "{\"id\": \"not an id\"}");

        FollowCatalog.handler(copy).handle(List.of(broken, event(first))).block();

        assertThat(offer(first).title()).isEqualTo("Offshore wind");
    }

    private void handle(Listing listing) {
        copy.offerings(List.of(event(listing))).block();
    }

    private Offer offer(Listing listing) {
        return offers.find(listing.id(), listing.firstIntake()).block();
    }

    private long told(Listing listing) {
        return shop.count("select count(*) from event_log where type = 'intake.seats' and subject = '%s'"
                .formatted(listing.firstIntake()));
    }

    private static LoggedEvent event(Listing listing) {
        return event("offering.published", listing.id(), listing.version(), CatalogLog.json(listing));
    }

    private static LoggedEvent event(String type, UUID subject, long version, String data) {
        return new LoggedEvent(
                Position.START,
                UUID.randomUUID(),
                "/provider-portal",
                type,
                subject.toString(),
                version,
                Instant.now(),
                JsonMapper.shared().readTree(data));
    }
}
