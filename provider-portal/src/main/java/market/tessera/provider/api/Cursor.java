package market.tessera.provider.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import market.tessera.platform.problem.Problem;

/** Where a list goes on: after the entry that stood there, whatever has come or gone meanwhile. Of use with the list that gave it only. */
public record Cursor(Instant at, UUID id) {

    /** @param list describes the list with its filters; the same text for the same list */
    String encode(Object list) {
        var text = "%s %s %s".formatted(mark(list), at, id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws Problem 400 if it is not a cursor of this list */
    public static Cursor decode(String text, Object list) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", -1);
            if (parts.length == 3 && parts[0].equals(mark(list))) {
                return new Cursor(Instant.parse(parts[1]), UUID.fromString(parts[2]));
            }
            throw foreign();
        } catch (IllegalArgumentException | DateTimeParseException malformed) {
            throw foreign();
        }
    }

    private static String mark(Object list) {
        return Integer.toHexString(list.toString().hashCode());
    }

    private static Problem foreign() {
        return Problem.invalid(
                List.of(Problem.Violation.parameter("cursor", "Parameter 'cursor' is not a cursor of this list")));
    }
}
