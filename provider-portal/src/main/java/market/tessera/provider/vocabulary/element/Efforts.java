package market.tessera.provider.vocabulary.element;

import java.math.BigDecimal;
import java.util.Collection;

/** What learners spend on a course. */
public final class Efforts {
    private Efforts() {}

    /** Hours and weeks as durations say them, of each the first. */
    public static void write(Collection<String> durations, Transcript offering, String property) {
        var effort = Transcript.JSON.objectNode();
        for (var duration : durations) {
            Span.parse(duration)
                    .ifPresentOrElse(
                            span -> {
                                if (span.hours() != null && !effort.has("hours")) {
                                    effort.put("hours", span.hours());
                                } else if (span.weeks() != null && !effort.has("weeks")) {
                                    effort.put("weeks", span.weeks());
                                    if (!span.exact()) {
                                        offering.derived("effort", "52 weeks to the year", duration);
                                    }
                                }
                            },
                            () -> offering.undisclosed(property, duration, "is not a number of hours or of weeks"));
        }
        offering.set("effort", effort);
    }

    /** So many hours a week for so many weeks. */
    public static void weekly(BigDecimal weeks, BigDecimal hoursPerWeek, Transcript offering) {
        offering.set("effort", Transcript.JSON.objectNode().put("weeks", weeks).put("hoursPerWeek", hoursPerWeek));
    }
}
