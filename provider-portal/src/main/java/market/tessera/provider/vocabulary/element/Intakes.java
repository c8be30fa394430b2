package market.tessera.provider.vocabulary.element;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.provider.jsonld.Thing;
import tools.jackson.databind.node.ObjectNode;

/** Dated runs. */
public final class Intakes {
    private static final int DATE = 10;

    private Intakes() {}

    /** A run with the dates that it, or its schedule, gives; empty and noted if there is no first day. */
    public static Optional<ObjectNode> dates(Thing run, Transcript offering, String property) {
        var starts = date(run, "startDate");
        if (starts.isEmpty()) {
            offering.note(property, "a run has no first day; it is no intake");
            return Optional.empty();
        }
        var node = Transcript.JSON.objectNode().put("starts", starts.get().toString());
        date(run, "endDate")
                .filter(end -> !end.isBefore(starts.get()))
                .ifPresent(end -> node.put("ends", end.toString()));
        return Optional.of(node);
    }

    /** The day of a date or time, in whatever zone it was written. */
    public static Optional<LocalDate> day(String written) {
        try {
            return written.length() < DATE
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(written.substring(0, DATE)));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> date(Thing run, String property) {
        return Stream.concat(
                        run.text(property).stream(),
                        run.things("courseSchedule").stream().flatMap(schedule -> schedule.text(property).stream()))
                .flatMap(written -> day(written).stream())
                .findFirst();
    }
}
