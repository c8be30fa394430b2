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
import market.tessera.storefront.document.Offering.Intake;
import market.tessera.storefront.document.Pathway;
import market.tessera.storefront.document.Reputation;
import market.tessera.storefront.facts.Conversion;
import market.tessera.storefront.facts.Facts;
import market.tessera.storefront.facts.OfferingCard;
import market.tessera.storefront.facts.Reader;
import market.tessera.storefront.facts.Words;
import market.tessera.storefront.offering.OfferingView.Assessment;
import market.tessera.storefront.offering.OfferingView.Cost;
import market.tessera.storefront.offering.OfferingView.IntakeOption;
import market.tessera.storefront.offering.OfferingView.Link;
import market.tessera.storefront.offering.OfferingView.PathwayView;
import market.tessera.storefront.offering.OfferingView.Step;
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
                surroundings.pathways().stream().map(this::pathway).toList(),
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
                intakes(),
                lines(),
                whyNotForSale(),
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

    private PathwayView pathway(Pathway pathway) {
        var award = pathway.award() == null ? pathway.title() : pathway.award().name();
        var rule = words.get("pathway." + pathway.rule().type(), award, number(pathway.rule()));
        return new PathwayView(
                pathway.title(),
                rule,
                worth(pathway),
                pathway.offerings().stream().flatMap(this::step).toList());
    }

    private List<String> worth(Pathway pathway) {
        return Stream.concat(
                        Stream.ofNullable(pathway.creditBearing())
                                .map(bearing -> words.get("pathway.creditBearing." + bearing)),
                        pathway.recognition().stream()
                                .map(each -> words.get("pathway.recognition", each.award(), each.institution())))
                .toList();
    }

    private String number(Pathway.Rule rule) {
        if (rule.n() != null) {
            return words.number(rule.n());
        }
        return rule.points() == null
                ? ""
                : words.number(rule.points()) + " " + (rule.framework() == null ? "" : rule.framework());
    }

    private Stream<Step> step(String id) {
        var card = surroundings.titles().get(id);
        if (card == null) {
            return Stream.empty();
        }
        var credit = card.credit();
        var points = credit == null || credit.points() == null || credit.framework() == null
                ? null
                : words.get("fact.points", words.number(credit.points()), words.label("framework", credit.framework()));
        return Stream.of(new Step(card.title(), id.equals(offering.id()) ? null : "/offerings/" + card.slug(), points));
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

    private List<IntakeOption> intakes() {
        var open = offering.openIntakes(today);
        var next = Optional.ofNullable(shown.card().nextIntake()).map(Card.NextIntake::id);
        var buyable = open.stream().filter(intake -> intake.canBeBought(today)).toList();
        var first = buyable.stream()
                .filter(intake -> next.filter(intake.id()::equals).isPresent())
                .findFirst()
                .or(() -> buyable.stream().findFirst());
        return open.stream()
                .map(intake -> option(intake, first.filter(intake::equals).isPresent()))
                .toList();
    }

    private List<Link> lines() {
        return offering.openIntakes(today).stream()
                .filter(intake -> intake.hasLine(today))
                .map(intake -> new Link(label(intake), "/waitlist/" + intake.id()))
                .toList();
    }

    private IntakeOption option(Intake intake, boolean selected) {
        return new IntakeOption(intake.id(), label(intake), detail(intake), selected, !intake.canBeBought(today));
    }

    private String label(Intake intake) {
        if (intake.starts() == null) {
            return words.get("fact.anyTime");
        }
        return intake.ends() == null
                ? words.date(intake.starts())
                : words.get("offering.intake.dates", words.date(intake.starts()), words.date(intake.ends()));
    }

    private @Nullable String detail(Intake intake) {
        var mode = intake.mode() == null ? null : words.label("mode", intake.mode());
        return Words.apart(
                intake.closes() == null ? null : words.get("fact.closes", words.date(intake.closes())),
                seats(intake),
                Words.joined(mode, intake.place()),
                teachers(intake),
                ownPrice(intake));
    }

    private @Nullable String teachers(Intake intake) {
        return intake.teachers() == null
                ? null
                : words.get("offering.intake.teachers", String.join(", ", intake.teachers()));
    }

    private @Nullable String seats(Intake intake) {
        if (intake.isFull()) {
            return words.get("offering.intake.full");
        }
        if (intake.left() != null) {
            return words.get("fact.seatsLeft", intake.left());
        }
        return intake.seats() == null ? null : words.get("offering.intake.seats", intake.seats());
    }

    private @Nullable String ownPrice(Intake intake) {
        var price = intake.price();
        return price == null || price.equals(shown.measures().cost().money()) ? null : words.money(price);
    }

    private @Nullable String whyNotForSale() {
        var open = offering.openIntakes(today);
        if (open.stream().anyMatch(intake -> intake.canBeBought(today))) {
            return null;
        }
        if (open.isEmpty()) {
            return words.get("offering.notForSale.closed");
        }
        return words.get(
                open.stream().allMatch(Intake::isFull) ? "offering.notForSale.full" : "offering.notForSale.price");
    }
}
