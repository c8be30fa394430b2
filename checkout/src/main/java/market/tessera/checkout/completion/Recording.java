package market.tessera.checkout.completion;

/** What became of a reported score. */
public sealed interface Recording {
    /** It is the learner's newest score now, or already was. */
    record Recorded() implements Recording {}

    /** A newer one is known; nothing was changed. */
    record Outdated() implements Recording {}
}
