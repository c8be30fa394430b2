package market.tessera.storefront.offering;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import market.tessera.storefront.document.Card;
import market.tessera.storefront.document.Lookup.Listed;
import market.tessera.storefront.document.Offering;
import market.tessera.storefront.document.Offering.Intake;
import market.tessera.storefront.facts.Words;
import market.tessera.storefront.offering.OfferingView.IntakeOption;
import market.tessera.storefront.offering.OfferingView.Link;
import org.jspecify.annotations.Nullable;

/** Puts the intakes of an offering into words: which can be bought, where one can wait, or why neither. */
final class IntakeWords {
    private final Offering offering;
    private final Listed shown;
    private final Words words;
    private final LocalDate today;

    /** @param shown by the intake that was chosen, or the next one */
    IntakeWords(Offering offering, Listed shown, Words words, LocalDate today) {
        this.offering = offering;
        this.shown = shown;
        this.words = words;
        this.today = today;
    }

    /** Those that are open; the next one that can be bought is chosen. */
    List<IntakeOption> options() {
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

    /** Where one can wait for a seat. */
    List<Link> lines() {
        return offering.openIntakes(today).stream()
                .filter(intake -> intake.hasLine(today))
                .map(intake -> new Link(label(intake), "/waitlist/" + intake.id()))
                .toList();
    }

    /** Null where any of them can be bought. */
    @Nullable
    String whyNotForSale() {
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
}
