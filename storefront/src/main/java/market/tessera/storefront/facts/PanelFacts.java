package market.tessera.storefront.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import market.tessera.storefront.document.Elements;
import market.tessera.storefront.document.Lookup.Listed;
import org.jspecify.annotations.Nullable;

/** All nine facts of an offering, with the detail that its page has room for. */
final class PanelFacts {
    private final Listed listed;
    private final Elements elements;
    private final Words words;
    private final CardFacts card;

    PanelFacts(Listed listed, Reader reader) {
        this.listed = listed;
        this.elements = listed.offering().elements();
        this.words = reader.words();
        this.card = new CardFacts(listed.listing(), reader);
    }

    List<Fact> all() {
        return List.of(cost(), effort(), level(), credit(), how(), card.when(), assessment(), recognition(), quality());
    }

    Fact cost() {
        var cost = card.cost();
        var tax = elements.tax() == null ? null : words.label("tax", elements.tax());
        return detailed(cost, Words.joined(cost.detail(), tax)).derived(provenance("costs"));
    }

    Fact effort() {
        var stated = elements.effort();
        var weeks = stated == null || stated.weeks() == null ? null : words.get("fact.weeks", stated.weeks());
        return detailed(card.effort(), weeks).derived(provenance("effort"));
    }

    Fact level() {
        return card.level().derived(provenance("level"));
    }

    Fact credit() {
        return card.credit().derived(provenance("credit"));
    }

    private Fact how() {
        var participation = elements.participation();
        if (participation == null
                || participation.mode() == null
                || !participation.mode().equals(listed.card().mode())) {
            return card.how();
        }
        return Fact.stated(
                "how",
                words.label("mode", participation.mode()),
                Words.apart(pace(participation), place(participation.place()), words.languages(elements.languages())));
    }

    @Nullable
    String pace(Elements.Participation participation) {
        return participation.synchronous() == null
                ? null
                : words.get(participation.synchronous() ? "fact.synchronous" : "fact.asynchronous");
    }

    @Nullable
    String place(Elements.@Nullable Place place) {
        return place == null ? null : words.place(place);
    }

    Fact assessment() {
        var types = elements.assessment().stream()
                .map(Elements.Assessment::type)
                .distinct()
                .toList();
        return Fact.statedIfAny(
                        "assessment",
                        words.labels("assessment", types),
                        Words.joined(
                                anyAssessment(Elements.Assessment::supervised, "fact.supervised"),
                                anyAssessment(Elements.Assessment::identityVerified, "fact.identity")))
                .derived(provenance("assessment"));
    }

    private @Nullable String anyAssessment(
            java.util.function.Function<Elements.Assessment, @Nullable Boolean> flag, String key) {
        return elements.assessment().stream().anyMatch(each -> Boolean.TRUE.equals(flag.apply(each)))
                ? words.get(key)
                : null;
    }

    Fact recognition() {
        var names = new ArrayList<String>();
        elements.recognition().forEach(each -> names.add(words.recognition(each)));
        if (elements.stackability() != null) {
            names.addAll(elements.stackability().recognisedBy());
        }
        return Fact.statedIfAny("recognition", String.join("; ", names), null).derived(provenance("recognition"));
    }

    Fact quality() {
        var reviews = elements.qualityAssurance().stream().map(this::review).collect(Collectors.joining("; "));
        return Fact.statedIfAny("quality", reviews, null).derived(provenance("qualityAssurance"));
    }

    private String review(Elements.Review review) {
        var body = review.body() == null ? "" : ": " + review.body();
        var day = review.reviewed() == null ? "" : " (" + words.date(review.reviewed()) + ")";
        return words.label("review", review.type()) + body + day;
    }

    private Optional<String> provenance(String element) {
        var origin = listed.offering().provenance().get(element);
        return origin == null || origin.rule() == null
                ? Optional.empty()
                : Optional.of(words.rule(origin.rule(), origin.from()));
    }

    private static Fact detailed(Fact fact, @Nullable String detail) {
        return new Fact(fact.key(), fact.value(), detail, fact.basis(), fact.rule());
    }
}
