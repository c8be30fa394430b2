package market.tessera.checkout.reconciliation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.checkout.reconciliation.Entry.Movement;
import org.jspecify.annotations.Nullable;

/**
 * Something that the two sides do not agree on.
 *
 * @param ours amount and state as we have them; null where we have nothing
 */
public record Difference(
        Kind kind,
        Movement movement,
        String reference,
        @Nullable UUID order,
        @Nullable String ours,
        @Nullable String theirs) {

    /** In what the sides differ. */
    public enum Kind {
        /** Stripe has it, we do not. */
        MISSING_HERE,
        /** We have it, Stripe does not. */
        MISSING_THERE,
        AMOUNT,
        STATE
    }

    /**
     * Compares what moved in a span of time. Both lists reach further than it, so that what one side has dated a little differently is found.
     *
     * @param from inclusive
     * @param to exclusive
     */
    static List<Difference> between(List<Entry> ours, List<Entry> theirs, Instant from, Instant to) {
        var here = byReference(ours);
        var there = byReference(theirs);
        var seenFromThere = theirs.stream()
                .filter(entry -> entry.isWithin(from, to))
                .flatMap(entry -> compare(here.get(entry.reference()), entry));
        var seenFromHere = ours.stream()
                .filter(entry -> entry.isWithin(from, to) && !there.containsKey(entry.reference()))
                .map(entry -> new Difference(
                        Kind.MISSING_THERE, entry.movement(), entry.reference(), entry.order(), entry.inWords(), null));
        return Stream.concat(seenFromThere, seenFromHere).toList();
    }

    private static Stream<Difference> compare(@Nullable Entry ours, Entry theirs) {
        if (ours == null) {
            return Stream.of(new Difference(
                    Kind.MISSING_HERE, theirs.movement(), theirs.reference(), theirs.order(), null, theirs.inWords()));
        }
        if (!ours.amount().equals(theirs.amount())) {
            return Stream.of(differing(Kind.AMOUNT, ours, theirs));
        }
        return ours.state().equals(theirs.state()) ? Stream.empty() : Stream.of(differing(Kind.STATE, ours, theirs));
    }

    private static Difference differing(Kind kind, Entry ours, Entry theirs) {
        return new Difference(kind, ours.movement(), ours.reference(), ours.order(), ours.inWords(), theirs.inWords());
    }

    private static Map<String, Entry> byReference(List<Entry> entries) {
        return entries.stream().collect(Collectors.toMap(Entry::reference, Function.identity(), (first, _) -> first));
    }
}
