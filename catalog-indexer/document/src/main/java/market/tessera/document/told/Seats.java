package market.tessera.document.told;

import org.jspecify.annotations.Nullable;

/**
 * What checkout last told of an intake.
 *
 * @param version of the commerce log, per intake
 * @param left null where seats are unlimited
 */
public record Seats(
        String intake,
        String offering,
        long version,
        @Nullable Integer left) {}
