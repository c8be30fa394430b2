package market.tessera.checkout.roster;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.springframework.http.HttpStatus;

/** A request that is not answered with data, in the words of OneRoster ({@code imsx_StatusInfo}). */
public final class RosterRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why; the word is that of the specification. */
    public enum Reason {
        UNAUTHORISED(HttpStatus.UNAUTHORIZED, "unauthorisedrequest"),
        FORBIDDEN(HttpStatus.FORBIDDEN, "forbidden"),
        UNKNOWN_OBJECT(HttpStatus.NOT_FOUND, "unknownobject"),
        INVALID_DATA(HttpStatus.UNPROCESSABLE_CONTENT, "invaliddata"),
        INVALID_SELECTION(HttpStatus.BAD_REQUEST, "invalid_selection_field"),
        INVALID_FILTER(HttpStatus.BAD_REQUEST, "invalid_filter_field"),
        INVALID_SORT(HttpStatus.BAD_REQUEST, "invalid_sort_field");

        private final HttpStatus status;
        private final String word;

        Reason(HttpStatus status, String word) {
            this.status = status;
            this.word = word;
        }
    }

    /** The body of every refusal. */
    public record StatusInfo(
            @JsonProperty("imsx_codeMajor") String major,
            @JsonProperty("imsx_severity") String severity,
            @JsonProperty("imsx_description") String description,
            @JsonProperty("imsx_CodeMinor") Minor minor) {
        record Minor(@JsonProperty("imsx_codeMinorField") List<Field> fields) {}

        record Field(
                @JsonProperty("imsx_codeMinorFieldName") String name,
                @JsonProperty("imsx_codeMinorFieldValue") String value) {}

        static StatusInfo failure(String minor, String description) {
            return new StatusInfo(
                    "failure", "error", description, new Minor(List.of(new Field("TargetEndSystem", minor))));
        }
    }

    private final Reason reason;

    public RosterRefusal(Reason reason, String description) {
        super(description);
        this.reason = reason;
    }

    HttpStatus status() {
        return reason.status;
    }

    StatusInfo body() {
        return StatusInfo.failure(reason.word, String.valueOf(getMessage()));
    }
}
