package market.tessera.checkout.ags;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Objects;
import java.util.UUID;
import market.tessera.checkout.completion.Score;
import market.tessera.platform.problem.Problem;
import market.tessera.platform.problem.Problem.Violation;
import org.jspecify.annotations.Nullable;

/** Something that is graded, as tools read and write it, {@code application/vnd.ims.lis.v2.lineitem+json}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LineItem(
        @Nullable String id,
        @Nullable BigDecimal scoreMaximum,
        @Nullable String label,
        @Nullable String resourceLinkId,
        @Nullable String resourceId,
        @Nullable String tag,
        @Nullable String startDateTime,
        @Nullable String endDateTime) {
    private static final int LONGEST = 255;

    /** @throws Problem 400 with everything that is missing or malformed */
    ToolItem toItem(UUID item, UUID link) {
        var errors = new ArrayList<Violation>();
        if (label == null || label.isBlank() || label.length() > LONGEST) {
            errors.add(Violation.pointer("/label", "label is missing, or longer than 255 letters"));
        }
        if (scoreMaximum == null || scoreMaximum.signum() <= 0) {
            errors.add(Violation.pointer("/scoreMaximum", "scoreMaximum is not above 0"));
        } else if (!Score.isNumberOfPoints(scoreMaximum)) {
            errors.add(Violation.pointer("/scoreMaximum", "scoreMaximum is no number of points"));
        }
        if (resourceLinkId != null && !resourceLinkId.equals(link.toString())) {
            errors.add(Violation.pointer("/resourceLinkId", "resourceLinkId is not one of this course"));
        }
        if (tooLong(resourceId) || tooLong(tag)) {
            errors.add(Violation.pointer("/tag", "resourceId or tag is longer than 255 letters"));
        }
        var starts = time(startDateTime, "/startDateTime", errors);
        var ends = time(endDateTime, "/endDateTime", errors);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return new ToolItem(
                item,
                Objects.requireNonNull(label),
                Objects.requireNonNull(scoreMaximum),
                resourceId,
                tag,
                starts,
                ends);
    }

    boolean fits(@Nullable String wantedResource, @Nullable String wantedTag, @Nullable String wantedLink) {
        return (wantedResource == null || wantedResource.equals(resourceId))
                && (wantedTag == null || wantedTag.equals(tag))
                && (wantedLink == null || wantedLink.equals(resourceLinkId));
    }

    private static boolean tooLong(@Nullable String text) {
        return text != null && text.length() > LONGEST;
    }

    private static @Nullable Instant time(@Nullable String text, String pointer, ArrayList<Violation> errors) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException malformed) {
            errors.add(Violation.pointer(pointer, "not an ISO 8601 time with an offset"));
            return null;
        }
    }
}
