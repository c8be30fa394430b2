package market.tessera.storefront.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import market.tessera.storefront.document.Basis;
import market.tessera.storefront.document.Card;
import market.tessera.storefront.document.Elements;
import market.tessera.storefront.document.Offering;
import market.tessera.storefront.facts.Words;
import org.jspecify.annotations.Nullable;

/** A row of the comparison. The order is the facts' order: cost, effort, level, credit, how, when, assessment, recognition, quality, the rest. */
record Element(String name, Function<Subject, Reading> reading) {

    static final List<Element> ALL = List.of(
            new Element("cost", Subject::cost),
            new Element("costPerHour", Subject::costPerHour),
            new Element("costPerEcts", Subject::costPerEcts),
            new Element(
                    "tax", subject -> label(subject, "tax", subject.elements().tax())),
            new Element(
                    "financialAid",
                    subject -> subject.yesOrNo(subject.elements().financialAid())),
            new Element("refund", Element::refund),
            new Element("effort", Subject::effort),
            new Element("weeks", Subject::weeks),
            new Element("level", Subject::level),
            new Element("eqf", Subject::europeanLevel),
            new Element("credit", Subject::credit),
            new Element("ects", Subject::ects),
            new Element("credential", Element::credential),
            new Element(
                    "mode",
                    subject -> label(subject, "mode", subject.listed().card().mode())),
            new Element("synchronous", subject -> subject.yesOrNo(synchronous(subject.elements()))),
            new Element("place", Element::place),
            new Element("languages", Element::languages),
            new Element("starts", Subject::starts),
            new Element("closes", subject -> subject.date(next(subject).map(Card.NextIntake::closes))),
            new Element("seatsLeft", subject -> subject.number(next(subject).map(Card.NextIntake::free))),
            new Element("assessment", Element::assessment),
            new Element("supervised", subject -> anyAssessment(subject, Elements.Assessment::supervised)),
            new Element("identityVerified", subject -> anyAssessment(subject, Elements.Assessment::identityVerified)),
            new Element(
                    "recognition",
                    subject -> Reading.ofTexts(subject.elements().recognition().stream()
                            .map(subject.words()::recognition)
                            .toList())),
            new Element("stackability", Element::stackability),
            new Element("qualityAssurance", Element::quality),
            new Element("rating", Subject::rating),
            new Element("completionRate", Subject::completionRate),
            new Element(
                    "provider",
                    subject -> Reading.ofText(
                            subject.listed().offering().provider().name())),
            new Element("country", Element::country),
            new Element(
                    "awardingBody",
                    subject -> Reading.ofText(
                            subject.elements().awardingBody() == null
                                    ? null
                                    : subject.elements().awardingBody().name())),
            new Element(
                    "prerequisites",
                    subject -> Reading.ofText(subject.elements().prerequisites())),
            new Element(
                    "outcomes", subject -> Reading.ofTexts(subject.elements().outcomes())),
            new Element(
                    "skills",
                    subject -> Reading.ofTexts(subject.elements().skills().stream()
                            .map(Elements.Skill::label)
                            .toList())),
            new Element("subjects", subject -> labelled(subject.elements().subjects())),
            new Element("occupations", subject -> labelled(subject.elements().occupations())),
            new Element(
                    "support",
                    subject -> subject.labels("support", subject.elements().support())));

    private static Optional<Card.NextIntake> next(Subject subject) {
        return Optional.ofNullable(subject.listed().card().nextIntake());
    }

    private static Reading label(Subject subject, String vocabulary, @Nullable String value) {
        return value == null
                ? Reading.UNDISCLOSED
                : Reading.stated(value, subject.words().label(vocabulary, value));
    }

    private static Reading refund(Subject subject) {
        var refund = subject.elements().refund();
        return refund == null ? general(subject) : refund(refund.days(), refund.text(), subject.words());
    }

    /** Terms of the institution for all of its offerings. */
    private static Reading general(Subject subject) {
        var terms = subject.terms();
        return terms == null
                ? Reading.UNDISCLOSED
                : refund(terms.days(), terms.text(), subject.words())
                        .derived(Basis.DERIVED, Optional.of(subject.words().get("compare.terms")));
    }

    private static Reading refund(@Nullable Integer days, @Nullable String text, Words words) {
        return days == null
                ? Reading.ofText(text)
                : Reading.stated(days, words.get("compare.days", days)).withDetail(text);
    }

    private static Reading credential(Subject subject) {
        var credential = subject.elements().credential();
        return credential == null
                ? Reading.UNDISCLOSED
                : label(subject, "credential", credential.type()).withDetail(credential.name());
    }

    private static @Nullable Boolean synchronous(Elements elements) {
        return elements.participation() == null
                ? null
                : elements.participation().synchronous();
    }

    private static Reading place(Subject subject) {
        return Reading.ofText(subject.candidate()
                .intake()
                .map(Offering.Intake::place)
                .or(() -> address(subject))
                .orElse(null));
    }

    private static Optional<String> address(Subject subject) {
        return subject.elements().place().map(subject.words()::place);
    }

    private static Reading languages(Subject subject) {
        var tags = subject.elements().languages();
        return tags.isEmpty()
                ? Reading.UNDISCLOSED
                : Reading.stated(tags, subject.words().languages(tags));
    }

    private static Reading assessment(Subject subject) {
        return subject.labels(
                "assessment",
                subject.elements().assessment().stream()
                        .map(Elements.Assessment::type)
                        .distinct()
                        .toList());
    }

    /** True if any assessment is, false if all say they are not, undisclosed if none says so and one says nothing. */
    private static Reading anyAssessment(Subject subject, Function<Elements.Assessment, @Nullable Boolean> flag) {
        var said = new ArrayList<@Nullable Boolean>();
        subject.elements().assessment().forEach(each -> said.add(flag.apply(each)));
        if (said.contains(true)) {
            return subject.yesOrNo(true);
        }
        var open = said.isEmpty() || said.contains(null);
        return open ? Reading.UNDISCLOSED : subject.yesOrNo(false);
    }

    private static Reading stackability(Subject subject) {
        var stackability = subject.elements().stackability();
        if (stackability == null) {
            return Reading.UNDISCLOSED;
        }
        var standalone = stackability.standalone();
        if (!stackability.recognisedBy().isEmpty() || standalone == null) {
            return Reading.ofTexts(stackability.recognisedBy());
        }
        return Reading.stated(standalone, subject.words().label("standalone", standalone.toString()));
    }

    private static Reading quality(Subject subject) {
        return Reading.ofTexts(subject.elements().qualityAssurance().stream()
                .map(review -> review(subject, review))
                .toList());
    }

    private static String review(Subject subject, Elements.Review review) {
        return Stream.of(
                        subject.words().label("review", review.type()),
                        review.body(),
                        review.reviewed() == null ? null : subject.words().date(review.reviewed()))
                .filter(java.util.Objects::nonNull)
                .collect(java.util.stream.Collectors.joining(", "));
    }

    private static Reading country(Subject subject) {
        var country = subject.listed().offering().provider().country();
        return country == null
                ? Reading.UNDISCLOSED
                : Reading.stated(country, subject.words().country(country));
    }

    private static Reading labelled(List<Elements.Code> codes) {
        return Reading.ofTexts(codes.stream()
                .map(code -> code.label() == null ? code.scheme() + " " + code.code() : code.label())
                .toList());
    }
}
