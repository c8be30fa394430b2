package market.tessera.storefront.facts;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.storefront.document.Listing;
import org.jspecify.annotations.Nullable;

/**
 * An offering as the component {@code offeringCard} shows it.
 *
 * @param intake id of the one it is shown by, where that is not the next one
 */
public record OfferingCard(
        String id,
        @Nullable String intake,
        String url,
        String title,
        @Nullable String summary,
        Provider provider,
        List<Fact> facts,
        boolean comparable,
        @Nullable Rating rating,
        @Nullable Picture picture) {

    public record Picture(String url, String alt) {}

    public record Provider(
            String name, String url, int hue, @Nullable String logo) {}

    public record Rating(String average, int count) {}

    public static OfferingCard of(Listing listing, Reader reader) {
        var card = listing.card();
        var mark = reader.mark(card.provider());
        return new OfferingCard(
                card.id(),
                listing.intake(),
                address(listing, reader),
                card.title(),
                card.summary(),
                new Provider(mark.name(), "/institutions/" + card.provider().slug(), mark.hue(), mark.logo()),
                Facts.ofCard(listing, reader),
                !card.comparableIn().isEmpty(),
                rating(card.rating(), reader.words()),
                card.image() == null
                        ? null
                        : new Picture(card.image().card(), card.image().alt()));
    }

    /** Of the page that shows it as this reader has asked for it. */
    private static String address(Listing listing, Reader reader) {
        var asked = Stream.concat(
                        Stream.ofNullable(listing.intake()).map(intake -> "intake=" + intake),
                        reader.conversion().stream().map(into -> "currency=" + into.currency()))
                .collect(Collectors.joining("&"));
        return "/offerings/" + listing.card().slug() + (asked.isEmpty() ? "" : "?" + asked);
    }

    private static @Nullable Rating rating(
            market.tessera.storefront.document.Card.@Nullable Rating rating, Words words) {
        return rating == null ? null : new Rating(words.number(rating.average()), rating.count());
    }
}
