package market.tessera.storefront.results;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import market.tessera.platform.money.Money;
import market.tessera.storefront.document.Card;
import market.tessera.storefront.facts.Conversion;
import market.tessera.storefront.search.Results.Found;
import org.jspecify.annotations.Nullable;

/** An offering in the API's list. A member that is null is undisclosed. */
@Schema(name = "OfferingItem", description = "An offering in a list. A member that is null is undisclosed, never zero.")
record Item(
        String id,
        String slug,
        String url,
        String title,
        @Nullable String summary,
        Provider provider,
        List<Card.Subject> subjects,
        List<String> skills,
        @Nullable Level level,
        @Nullable Effort effort,
        @Nullable Credit credit,
        @Nullable String mode,
        List<String> languages,
        @Nullable Money price,
        @Nullable Money pricePerHour,
        @Nullable InCurrency inCurrency,
        @Nullable NextIntake nextIntake,
        @Nullable Credential credential,
        List<String> assessment,
        @Nullable Boolean stackable,
        @Nullable Rating rating,

        @Nullable
        @Schema(
                description =
                        "Share of the enrolled who have completed, 0 to 1; null as long as fewer than 20 have. Who is still learning counts as not completed yet.",
                example = "0.805")
        Double completionRate,

        @Nullable Image image,

        @Schema(description = "By field: text with the words that were looked for in <mark>; otherwise HTML-escaped.")
        Map<String, List<String>> highlights) {

    @Schema(name = "ProviderReference")
    record Provider(
            String id, String name, String slug, @Nullable String country) {}

    @Schema(name = "ItemLevel")
    record Level(String framework, String value, @Nullable Integer eqf) {}

    @Schema(name = "ItemEffort")
    record Effort(
            double hours, @Nullable Double min, @Nullable Double max, String basis) {}

    @Schema(name = "Credit")
    record Credit(
            @Nullable String framework,
            @Nullable Double points,
            @Nullable Double ects) {}

    @Schema(name = "NextIntake")
    record NextIntake(
            String id,
            boolean selfPaced,
            @Nullable LocalDate starts,
            @Nullable LocalDate closes,
            @Nullable Integer seatsLeft) {}

    @Schema(name = "Credential")
    record Credential(String type, @Nullable String name) {}

    @Schema(name = "ItemImage", description = "A small picture of 640 by 360 pixels; the offering has the large one.")
    record Image(String url, String alt) {}

    @Schema(name = "Rating")
    record Rating(double average, int count) {}

    @Schema(
            name = "ItemInCurrency",
            description = "The same amounts in the currency that was asked for; null if none was.")
    record InCurrency(@Nullable Money price, @Nullable Money pricePerHour) {}

    /** @param origin scheme and host of the public address */
    static Item of(Found found, String origin, Optional<Conversion> conversion) {
        var card = found.listing().card();
        return new Item(
                card.id(),
                card.slug(),
                origin + "/offerings/" + card.slug(),
                card.title(),
                card.summary(),
                new Provider(
                        card.provider().id(),
                        card.provider().name(),
                        card.provider().slug(),
                        card.provider().country()),
                card.subjects(),
                card.skills(),
                level(card.level()),
                effort(card.effort()),
                credit(card.credit()),
                card.mode(),
                card.languages(),
                card.price(),
                card.pricePerHour(),
                conversion.map(into -> inCurrency(found, into)).orElse(null),
                nextIntake(card.nextIntake()),
                credential(card.credential()),
                card.assessment(),
                card.stackable(),
                rating(card.rating()),
                card.completionRate(),
                card.image() == null
                        ? null
                        : new Image(origin + card.image().card(), card.image().alt()),
                found.highlights());
    }

    private static InCurrency inCurrency(Found found, Conversion into) {
        var measures = found.listing().compare();
        return new InCurrency(
                into.of(measures.cost()).orElse(null),
                into.of(measures.costPerHour()).orElse(null));
    }

    private static @Nullable Level level(Card.@Nullable Level level) {
        return level == null ? null : new Level(level.framework(), level.value(), level.eqf());
    }

    private static @Nullable Effort effort(Card.@Nullable Effort effort) {
        return effort == null
                ? null
                : new Effort(
                        effort.hours(),
                        effort.min(),
                        effort.max(),
                        effort.basis().toString());
    }

    private static @Nullable Credit credit(Card.@Nullable Credit credit) {
        return credit == null ? null : new Credit(credit.framework(), credit.points(), credit.ects());
    }

    private static @Nullable NextIntake nextIntake(Card.@Nullable NextIntake next) {
        return next == null
                ? null
                : new NextIntake(next.id(), next.selfPaced(), next.starts(), next.closes(), next.free());
    }

    private static @Nullable Credential credential(Card.@Nullable Credential credential) {
        return credential == null ? null : new Credential(credential.type(), credential.name());
    }

    private static @Nullable Rating rating(Card.@Nullable Rating rating) {
        return rating == null ? null : new Rating(rating.average(), rating.count());
    }
}
