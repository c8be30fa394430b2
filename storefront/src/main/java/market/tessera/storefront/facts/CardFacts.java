package market.tessera.storefront.facts;

import java.util.List;
import java.util.Optional;
import market.tessera.platform.money.Money;
import market.tessera.storefront.document.Card;
import market.tessera.storefront.document.Listing;
import market.tessera.storefront.document.Measures;
import org.jspecify.annotations.Nullable;

/** The six facts that a card shows: what it costs, how long, how hard, what one gets, how and when. */
final class CardFacts {
    private static final int FEW_SEATS = 10;

    private final Card card;
    private final Measures measures;
    private final Reader reader;
    private final Words words;

    CardFacts(Listing listing, Reader reader) {
        this.card = listing.card();
        this.measures = listing.compare();
        this.reader = reader;
        this.words = reader.words();
    }

    List<Fact> all() {
        return List.of(cost(), effort(), level(), credit(), how(), when());
    }

    Fact cost() {
        var cost = measures.cost().money();
        return cost == null
                ? Fact.undisclosed("cost")
                : new Fact("cost", amount(cost), about(), measures.cost().basis(), costRule());
    }

    private String amount(Money cost) {
        return cost.isZero() ? words.get("fact.free") : words.money(cost);
    }

    private @Nullable String about() {
        return reader.converted(measures.cost())
                .filter(other -> !other.isZero())
                .map(words::about)
                .orElse(null);
    }

    private @Nullable String costRule() {
        return rule(measures.cost().rule(), measures.cost().from()).orElse(null);
    }

    Fact effort() {
        var effort = measures.effort();
        if (effort.hours() == null) {
            return Fact.undisclosed("effort");
        }
        return new Fact(
                "effort",
                words.hours(effort.hours(), effort.min(), effort.max()),
                null,
                effort.basis(),
                rule(effort.rule(), effort.from()).orElse(null));
    }

    Fact level() {
        var level = card.level();
        if (level == null) {
            return Fact.undisclosed("level");
        }
        var european =
                level.eqf() == null || level.framework().equals("EQF") ? null : words.get("fact.eqf", level.eqf());
        var cycle = level.cycle() == null ? null : words.label("cycle", level.cycle());
        return Fact.stated("level", level.framework() + " " + level.value(), Words.joined(european, cycle));
    }

    Fact credit() {
        var credential = card.credential() == null
                ? null
                : words.label("credential", card.credential().type());
        var credit = card.credit();
        if (credit != null && credit.points() != null) {
            return Fact.stated("credit", points(credit, credit.points()), Words.joined(ects(credit), credential));
        }
        return credential == null
                ? Fact.undisclosed("credit")
                : Fact.stated("credit", credential, words.get("fact.noCredit"));
    }

    private String points(Card.Credit credit, double points) {
        return points == 0 ? words.get("fact.zeroCredit") : words.points(points, credit.framework());
    }

    private @Nullable String ects(Card.Credit credit) {
        return credit.ects() == null || "ECTS".equals(credit.framework())
                ? null
                : words.get("fact.ects", words.number(credit.ects()));
    }

    Fact how() {
        return card.mode() == null
                ? Fact.undisclosed("how")
                : Fact.stated("how", words.label("mode", card.mode()), words.languages(card.languages()));
    }

    Fact when() {
        var next = card.nextIntake();
        if (next == null) {
            return Fact.undisclosed("when");
        }
        if (next.selfPaced() || next.starts() == null) {
            return Fact.stated("when", words.get("fact.anyTime"), seats(next));
        }
        var closes = next.closes() == null ? null : words.get("fact.closes", words.date(next.closes()));
        return Fact.stated("when", words.date(next.starts()), Words.apart(closes, seats(next), more()));
    }

    private @Nullable String seats(Card.NextIntake next) {
        var free = next.free();
        return free == null || free > FEW_SEATS ? null : words.get("fact.seatsLeft", free);
    }

    private @Nullable String more() {
        return card.openIntakes() < 2 ? null : words.get("fact.moreDates", card.openIntakes() - 1);
    }

    private Optional<String> rule(@Nullable String rule, @Nullable String from) {
        return Optional.ofNullable(rule).map(code -> words.rule(code, from));
    }
}
