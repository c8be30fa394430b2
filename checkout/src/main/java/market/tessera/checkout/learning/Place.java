package market.tessera.checkout.learning;

import java.util.UUID;
import market.tessera.checkout.organisation.Sponsored.Sponsor;
import org.jspecify.annotations.Nullable;

/**
 * A course on the shelf, in words.
 *
 * @param logo of the provider; null where its tile is shown
 * @param state the last part of the key of its words
 * @param when the intake's dates
 * @param next what happens now, or what to do
 * @param orderUrl null where an organisation has bought it: its order is not the learner's
 * @param sponsor who has bought it, if not the learner
 * @param launchUrl null while the course cannot be opened
 */
record Place(
        UUID id,
        String title,
        String offeringUrl,
        String provider,
        int hue,
        @Nullable String logo,
        String state,
        String statusKind,
        @Nullable String when,
        String next,
        @Nullable String result,
        @Nullable String launchUrl,
        @Nullable String badgeUrl,
        @Nullable String orderUrl,
        @Nullable Sponsor sponsor) {}
