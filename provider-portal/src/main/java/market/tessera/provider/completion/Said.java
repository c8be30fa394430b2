package market.tessera.provider.completion;

/**
 * A report as a program has sent it.
 *
 * @param dated whether it said when; if not, a repetition is one whatever time it was given
 */
public record Said(CompletionReport report, boolean dated) {}
