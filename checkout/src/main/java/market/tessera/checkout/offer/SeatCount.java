package market.tessera.checkout.offer;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.util.UUID;
import market.tessera.platform.eventlog.Event;
import org.jspecify.annotations.Nullable;

/** How the seats of an intake stand after a change; told to the other applications as {@code intake.seats}. */
record SeatCount(UUID id, UUID offer, @Nullable Integer seats, int taken, int waiting, long seatsVersion) {
    static SeatCount read(Readable row) {
        return new SeatCount(
                required(row, "id", UUID.class),
                required(row, "offer", UUID.class),
                row.get("seats", Integer.class),
                required(row, "taken", Integer.class),
                required(row, "waiting", Integer.class),
                required(row, "seats_version", Long.class));
    }

    Event event() {
        return new Event("intake.seats", id.toString(), seatsVersion, new Data(id, offer, seats, left()));
    }

    /** A seat that people stand in line for is nobody else's to buy. */
    private @Nullable Integer left() {
        if (seats == null) {
            return null;
        }
        return waiting > 0 ? 0 : Math.max(0, seats - taken);
    }

    private record Data(
            UUID id,
            UUID offering,
            @Nullable Integer seats,
            @Nullable Integer left) {}
}
