package market.tessera.provider.api;

import java.util.List;
import market.tessera.platform.problem.Problem;
import org.springframework.http.HttpStatus;

/** What whoever changes something has read of it, by its ETag, so that nobody's change is overwritten unseen. */
public final class Seen {
    private Seen() {}

    /** @throws Problem 428 if nothing is named, 412 if what is named is no longer so */
    public static void require(List<String> named, String current) {
        if (named.isEmpty()) {
            throw Problem.of(
                    HttpStatus.PRECONDITION_REQUIRED,
                    "if-match-required",
                    "If-Match is needed",
                    "Send the ETag of what you have read as If-Match, so that nobody's change is overwritten.");
        }
        if (!named.contains("*") && !named.contains(current)) {
            throw changedMeanwhile();
        }
    }

    public static Problem changedMeanwhile() {
        return Problem.of(
                HttpStatus.PRECONDITION_FAILED,
                "changed-meanwhile",
                "Changed meanwhile",
                "It has changed since it was read; nothing was done. Read it again and decide.");
    }
}
