package market.tessera.checkout.waitlist;

import java.util.UUID;

/** How an attempt to stand in line ended. */
sealed interface Joining {
    record Joined(UUID place) implements Joining {}

    /** A mail is on its way to the address; who has stood in line with it already learns so from that mail alone. */
    record Asked() implements Joining {}

    record Standing(UUID place) implements Joining {}

    record Refused(Why why) implements Joining {}

    /** Why there is no line to stand in. */
    enum Why {
        /** The institution keeps no waitlist for this intake. */
        NO_LINE,
        /** Nothing can be bought of it any more. */
        CLOSED,
        /** There are seats, free to buy. */
        SEATS_FREE,
        ENROLLED
    }
}
