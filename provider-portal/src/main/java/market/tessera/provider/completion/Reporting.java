package market.tessera.provider.completion;

import market.tessera.provider.enrollment.Enrollment.State;

/** How an attempt to report a completion ended. */
public sealed interface Reporting {
    /** Checkout is told. */
    record Taken(CompletionReport report) implements Reporting {}

    /** The same was reported before; nothing was changed. */
    record Repeated(CompletionReport report) implements Reporting {}

    /** Something else was reported before; nothing was changed. */
    record Contradicted(CompletionReport known) implements Reporting {}

    /** The learner has no place that could be completed, or has completed it in another way; nothing was changed. */
    record Closed(State state) implements Reporting {}

    /** There is no such enrollment for this provider. */
    record Unknown() implements Reporting {}
}
