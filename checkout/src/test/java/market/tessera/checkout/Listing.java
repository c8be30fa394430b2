package market.tessera.checkout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An offering as the catalogue publishes it, in as much detail as buying it needs. */
public record Listing(UUID id, long version, boolean published, String title, Provider provider, List<Intake> intakes) {

    /** A provider with its name. */
    public record Provider(UUID id, String name) {
        public static Provider named(String name) {
            return new Provider(UUID.randomUUID(), name);
        }
    }

    /** A run; closes and seats may be left open. */
    public record Intake(
            UUID id,
            @Nullable Long price,
            String currency,
            @Nullable Integer seats,
            @Nullable String closes,
            boolean waitlist) {
        public Intake(
                UUID id, @Nullable Long price, String currency, @Nullable Integer seats, @Nullable String closes) {
            this(id, price, currency, seats, closes, false);
        }
    }

    public static Listing of(String title, Provider provider) {
        return new Listing(UUID.randomUUID(), 1, true, title, provider, List.of());
    }

    /** @param price in minor units; null is undisclosed */
    public Listing intake(@Nullable Long price, String currency, @Nullable Integer seats) {
        return add(new Intake(UUID.randomUUID(), price, currency, seats, null));
    }

    /** With a waitlist, for when the seats have gone. */
    public Listing intakeWithLine(long price, int seats) {
        return add(new Intake(UUID.randomUUID(), price, "EUR", seats, null, true));
    }

    public Listing add(Intake intake) {
        var all = new ArrayList<>(intakes);
        all.add(intake);
        return new Listing(id, version, published, title, provider, List.copyOf(all));
    }

    /** The next version, in which every intake has this price. */
    public Listing nowAt(long price) {
        return new Listing(
                id,
                version + 1,
                published,
                title,
                provider,
                intakes.stream()
                        .map(i -> new Intake(i.id(), price, i.currency(), i.seats(), i.closes(), i.waitlist()))
                        .toList());
    }

    /** The next version, with this number of seats in every intake. */
    public Listing withSeats(int seats) {
        return new Listing(
                id,
                version + 1,
                published,
                title,
                provider,
                intakes.stream()
                        .map(i -> new Intake(i.id(), i.price(), i.currency(), seats, i.closes(), i.waitlist()))
                        .toList());
    }

    public Listing withdrawn() {
        return new Listing(id, version + 1, false, title, provider, intakes);
    }

    public UUID firstIntake() {
        return intakes.getFirst().id();
    }

    String slug() {
        return title.toLowerCase(Locale.ROOT).replace(' ', '-') + "-"
                + id.toString().substring(0, 8);
    }
}
