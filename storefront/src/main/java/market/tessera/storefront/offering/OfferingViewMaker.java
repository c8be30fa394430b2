package market.tessera.storefront.offering;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.platform.money.Money;
import market.tessera.platform.page.Markdown;
import market.tessera.storefront.document.Card;
import market.tessera.storefront.document.Elements;
import market.tessera.storefront.document.Institution;
import market.tessera.storefront.document.Listing;
import market.tessera.storefront.document.Lookup.Listed;
import market.tessera.storefront.document.Offering;
import market.tessera.storefront.document.Pathway;
import market.tessera.storefront.document.Reputation;
import market.tessera.storefront.facts.Conversion;
import market.tessera.storefront.facts.Facts;
import market.tessera.storefront.facts.OfferingCard;
import market.tessera.storefront.facts.Reader;
import market.tessera.storefront.facts.Words;
import market.tessera.storefront.offering.OfferingView.Assessment;
import market.tessera.storefront.offering.OfferingView.Cost;
import market.tessera.storefront.offering.OfferingView.Link;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** Puts an offering into words and addresses. */
final class OfferingViewMaker {
    private static final double KILO = 1_000;

    private final Listed listed;
    private final Listed shown;
    private final Offering offering;
    private final Elements elements;
    private final Surroundings surroundings;
    private final Reader reader;
    private final Words words;
    private final IntakeWords intakes;
    private final PathwayWords pathways;
    private final LocalDate today;
    private final String origin;

    /**
     * What else the page needs.
     *
     * @param titles of the pathways' offerings
     * @param similar what is comparable at other institutions
     */
    record Surroundings(
            Optional<Institution> institution,
            List<Pathway> pathways,
            Map<String, Card> titles,
            List<Listing> similar) {}

    /** @param shown by the intake that was chosen, if one was; what others than people read is by the next one */
    OfferingViewMaker(
            Listed listed, Listed shown, Surroundings surroundings, Reader reader, LocalDate today, String origin) {
        this.listed = listed;
        this.shown = shown;
        this.offering = listed.offering();
        this.elements = offering.elements();
        this.surroundings = surroundings;
        this.reader = reader;
        this.words = reader.words();
        this.intakes = new IntakeWords(offering, shown, words, today);
        this.pathways = new PathwayWords(offering.id(), surroundings.titles(), words);
        this.today = today;
        this.origin = origin;
    }

    OfferingView make() {
        return new OfferingView(
                offering.id(),
                elements.title(),
                elements.summary(),
                provider(),
                elements.awardingBody() == null ? null : elements.awardingBody().name(),
                crumbs(),
                elements.description() == null ? null : Markdown.toHtml(elements.description()),
                elements.outcomes(),
                elements.prerequisites(),
                elements.skills().stream()
                        .map(skill -> searchFor(skill.label()))
                        .toList(),
                elements.occupations().stream()
                        .flatMap(each -> Stream.ofNullable(each.label()))
                        .toList(),
                elements.assessment().stream().map(this::assessment).toList(),
                elements.costs().size() < 2
                        ? List.of()
                        : elements.costs().stream().map(this::cost).toList(),
                surroundings.pathways().stream().map(pathways::view).toList(),
                voices(),
                surroundings.similar().stream()
                        .map(listing -> OfferingCard.of(listing, reader))
                        .toList(),
                elements.documents().stream().map(this::document).toList(),
                refund(),
                elements.support().isEmpty() ? null : words.labels("support", elements.support()),
                price(),
                converted().map(words::about).orElse(null),
                converted()
                        .flatMap(_ -> reader.conversion())
                        .flatMap(Conversion::rate)
                        .map(words::rate)
                        .orElse(null),
                intakes.options(),
                intakes.lines(),
                intakes.whyNotForSale(),
                elements.url(),
                Facts.ofPage(shown, reader),
                !offering.comparableIn().isEmpty(),
                words.get(
                        "offering.updated",
                        words.date(LocalDate.ofInstant(listed.updatedAt(), ZoneOffset.UTC)),
                        offering.edition()),
                origin + "/offerings/" + offering.slug(),
                picture(),
                new CourseMarkup(listed, origin, today).toJson().toString().replace("<", "\\u003c"));
    }

    private OfferingView.@Nullable Picture picture() {
        var image = elements.image();
        return image == null ? null : new OfferingView.Picture(image.url(), image.alt(), origin + image.url());
    }

    private OfferingView.Document document(Elements.Document document) {
        var size = document.size();
        var pages = document.pages();
        var detail = Words.apart(
                words.label("document", document.type()),
                size == null
                        ? words.get("offering.documents.file")
                        : words.get("offering.documents.sized", size / KILO, size / (KILO * KILO)),
                pages == null ? null : words.get("offering.documents.pages", pages),
                words.language(document.language()));
        return new OfferingView.Document(
                document.title(), document.url(), document.language(), Objects.requireNonNullElse(detail, ""));
    }

    private OfferingView.Voices voices() {
        var reputation = listed.reputation();
        var rating = reputation.rating();
        var completion = reputation.completion();
        return new OfferingView.Voices(
                rating == null
                        ? null
                        : words.get("component.card.rating", words.number(rating.average()), rating.count()),
                completion == null
                        ? null
                        : words.get("offering.voices.completion", completion.completed(), completion.enrolled()),
                reputation.latest().stream().map(this::voice).toList(),
                "/reviews/" + offering.id());
    }

    private OfferingView.Voice voice(Reputation.Review review) {
        var key = review.completed() ? "offering.voices.completed" : "offering.voices.enrolled";
        return new OfferingView.Voice(
                review.stars(), review.text(), words.get(key, words.date(review.on())), review.answer());
    }

    private OfferingView.Provider provider() {
        var publisher = offering.provider();
        var country = publisher.country() == null ? null : words.country(publisher.country());
        return new OfferingView.Provider(
                publisher.name(),
                "/institutions/" + publisher.slug(),
                publisher.hue(),
                surroundings.institution().map(Institution::logo).orElse(null),
                Words.joined(publisher.city(), country));
    }

    private List<Link> crumbs() {
        var crumbs = new ArrayList<Link>();
        crumbs.add(new Link(words.get("offering.crumb.search"), "/search"));
        elements.subjects().stream()
                .findFirst()
                .ifPresent(subject -> crumbs.add(new Link(
                        subject.label() == null ? subject.code() : subject.label(),
                        "/search?subject=" + encoded(subject.scheme() + ":" + subject.code()))));
        return crumbs;
    }

    private static Link searchFor(String words) {
        return new Link(words, "/search?q=" + encoded(words));
    }

    private static String encoded(String value) {
        return UriUtils.encode(value, java.nio.charset.StandardCharsets.UTF_8);
    }

    private Assessment assessment(Elements.Assessment assessment) {
        var conditions = Words.joined(
                flag(assessment.supervised(), "offering.supervised"),
                flag(assessment.identityVerified(), "offering.identity"));
        return new Assessment(words.label("assessment", assessment.type()), assessment.description(), conditions);
    }

    private @Nullable String flag(@Nullable Boolean value, String key) {
        return value == null ? null : words.get(key + "." + value);
    }

    private Cost cost(Elements.Cost cost) {
        var type = cost.type() == null ? "other" : cost.type();
        return new Cost(
                cost.label() == null ? words.label("cost", type) : cost.label(),
                words.money(cost.money()),
                cost.mandatory());
    }

    private @Nullable String refund() {
        if (elements.refund() != null) {
            return words.refund(elements.refund().days(), elements.refund().text());
        }
        return surroundings
                .institution()
                .flatMap(institution -> Optional.ofNullable(institution.refund()))
                .map(terms -> words.refund(terms.days(), terms.text()))
                .orElse(null);
    }

    private @Nullable String price() {
        var cost = shown.measures().cost().money();
        return cost == null ? null : cost.isZero() ? words.get("fact.free") : words.money(cost);
    }

    private Optional<Money> converted() {
        return reader.converted(shown.measures().cost());
    }
}
