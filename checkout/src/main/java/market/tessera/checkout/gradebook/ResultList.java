package market.tessera.checkout.gradebook;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;
import market.tessera.checkout.gradebook.ResultBody.Reference;
import market.tessera.checkout.gradebook.ResultBody.Result;
import market.tessera.checkout.roster.RosterRefusal;
import market.tessera.checkout.roster.RosterRefusal.Reason;
import org.jspecify.annotations.Nullable;

/** Results of one line item as OneRoster 1.2 has them posted, {@code {"results": [{…}]}}. */
@JsonIgnoreProperties(ignoreUnknown = true)
record ResultList(@Nullable List<Result> results) {
    private static final int MOST = 200;

    /** @throws RosterRefusal for what is none of that line item's */
    List<Result> of(String lineItem) {
        var given = results == null ? List.<Result>of() : results;
        if (given.isEmpty() || given.size() > MOST) {
            throw new RosterRefusal(Reason.INVALID_DATA, "results has to hold 1 to %d results".formatted(MOST));
        }
        if (given.stream().anyMatch(Objects::isNull)) {
            throw new RosterRefusal(Reason.INVALID_DATA, "A result is null");
        }
        return given.stream()
                .map(result -> within(result, new Reference(lineItem)))
                .toList();
    }

    private static Result within(Result result, Reference lineItem) {
        if (result.lineItem() != null && !lineItem.equals(result.lineItem())) {
            throw new RosterRefusal(Reason.INVALID_DATA, "A result names another line item than the address does");
        }
        return new Result(
                result.sourcedId(),
                lineItem,
                result.student(),
                result.status(),
                result.dateLastModified(),
                result.scoreStatus(),
                result.score(),
                result.scoreDate(),
                result.comment());
    }
}
