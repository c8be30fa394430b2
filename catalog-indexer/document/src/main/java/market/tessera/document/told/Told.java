package market.tessera.document.told;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that checkout has told of an offering. */
public record Told(List<Seats> seats, @Nullable Reputation reputation) {
    public static final Told NOTHING = new Told(List.of(), null);

    /** Grows with everything that is told. */
    public long changes() {
        return seats.stream().mapToLong(Seats::version).sum() + (reputation == null ? 0 : reputation.version());
    }
}
