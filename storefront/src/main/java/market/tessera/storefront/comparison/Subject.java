package market.tessera.storefront.comparison;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import market.tessera.storefront.document.Basis;
import market.tessera.storefront.document.Elements;
import market.tessera.storefront.document.Institution;
import market.tessera.storefront.document.Lookup.Listed;
import market.tessera.storefront.document.Measures;
import market.tessera.storefront.facts.Conversion;
import market.tessera.storefront.facts.Words;
import org.jspecify.annotations.Nullable;

/**
 * One of the offerings that are compared, read element by element.
 *
 * @param terms on which its institution refunds where the offering says nothing of its own
 */
record Subject(
        Candidate candidate, Institution.@Nullable Refund terms, Conversion conversion, Words words, LocalDate today) {

    /** No start for whom no seat is left. */
    private static final long NEVER = Long.MAX_VALUE;

    Listed listed() {
        return candidate.listed();
    }

    Elements elements() {
        return listed().offering().elements();
    }

    Reading cost() {
        return amount(listed().measures().cost());
    }

    Reading costPerHour() {
        return amount(listed().measures().costPerHour());
    }

    Reading costPerEcts() {
        return amount(listed().measures().costPerEcts());
    }

    /** In the comparison's currency where there is a rate, with the original beside it. */
    private Reading amount(Measures.Amount amount) {
        var original = amount.money();
        if (original == null) {
            return Reading.UNDISCLOSED;
        }
        var converted = conversion.of(amount).orElse(original);
        var text = converted.isZero() ? words.get("fact.free") : words.money(converted);
        return Reading.stated(converted, text)
                .withDetail(converted.equals(original) ? null : words.money(original))
                .derived(amount.basis(), rule(amount.rule(), amount.from()))
                .ranked(amount.base());
    }

    Reading effort() {
        var effort = listed().measures().effort();
        if (effort.hours() == null) {
            return Reading.UNDISCLOSED;
        }
        return Reading.stated(effort.hours(), words.hours(effort.hours(), effort.min(), effort.max()))
                .derived(effort.basis(), rule(effort.rule(), effort.from()));
    }

    Reading weeks() {
        var effort = elements().effort();
        return effort == null || effort.weeks() == null ? Reading.UNDISCLOSED : number(effort.weeks());
    }

    Reading level() {
        var level = elements().level();
        return level == null ? Reading.UNDISCLOSED : Reading.ofText(level.framework() + " " + level.value());
    }

    Reading europeanLevel() {
        var eqf = listed().measures().eqf();
        return eqf.level() == null
                ? Reading.UNDISCLOSED
                : Reading.stated(eqf.level(), words.get("fact.eqf", eqf.level()))
                        .derived(eqf.basis(), rule(eqf.rule(), eqf.from()));
    }

    Reading credit() {
        var credit = elements().credit();
        if (credit == null || credit.points() == null) {
            return Reading.UNDISCLOSED;
        }
        return Reading.stated(credit.points(), words.points(credit.points(), credit.framework()))
                .derived(basis("credit"), provenance("credit"));
    }

    Reading ects() {
        var ects = listed().measures().ects();
        return ects.points() == null
                ? Reading.UNDISCLOSED
                : number(ects.points()).derived(ects.basis(), rule(ects.rule(), ects.from()));
    }

    Reading starts() {
        var next = listed().card().nextIntake();
        if (next == null) {
            return Reading.UNDISCLOSED;
        }
        var starts = next.starts();
        var reading = starts == null
                ? Reading.ofText(words.get("fact.anyTime")).ranked(today.toEpochDay())
                : Reading.stated(starts, words.date(starts)).ranked(starts.toEpochDay());
        return next.isFull() ? reading.withDetail(words.get("compare.full")).ranked(NEVER) : reading;
    }

    /** No rating is objectively better than another. */
    Reading rating() {
        var rating = listed().card().rating();
        return rating == null
                ? Reading.UNDISCLOSED
                : Reading.stated(rating.average(), words.get("compare.rating", words.number(rating.average())))
                        .withDetail(words.get("compare.ratings", rating.count()))
                        .derived(Basis.DERIVED, Optional.of(words.get("compare.rating.rule")));
    }

    Reading completionRate() {
        var completion = listed().reputation().completion();
        var rate = listed().card().completionRate();
        return completion == null || rate == null
                ? Reading.UNDISCLOSED
                : Reading.stated(rate, words.get("compare.percent", words.number(100 * rate)))
                        .derived(
                                Basis.DERIVED,
                                Optional.of(words.get(
                                        "compare.completion.rule", completion.completed(), completion.enrolled())))
                        .ranked(Math.round(-1000 * rate));
    }

    Reading date(Optional<LocalDate> date) {
        return date.map(day -> Reading.stated(day, words.date(day))).orElse(Reading.UNDISCLOSED);
    }

    Reading number(double number) {
        return Reading.stated(number, words.number(number));
    }

    Reading number(Optional<Integer> number) {
        return number.map(Integer::doubleValue).map(this::number).orElse(Reading.UNDISCLOSED);
    }

    Reading yesOrNo(@Nullable Boolean flag) {
        return flag == null ? Reading.UNDISCLOSED : Reading.stated(flag, words.get("compare." + flag));
    }

    Reading labels(String vocabulary, Collection<String> values) {
        return Reading.ofTexts(
                values.stream().map(value -> words.label(vocabulary, value)).toList());
    }

    private Basis basis(String element) {
        var origin = listed().offering().provenance().get(element);
        return origin == null ? Basis.STATED : origin.basis();
    }

    private Optional<String> provenance(String element) {
        var origin = listed().offering().provenance().get(element);
        return origin == null ? Optional.empty() : rule(origin.rule(), origin.from());
    }

    private Optional<String> rule(@Nullable String rule, @Nullable String from) {
        return Optional.ofNullable(rule).map(code -> words.rule(code, from));
    }
}
