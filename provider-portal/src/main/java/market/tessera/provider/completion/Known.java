package market.tessera.provider.completion;

/**
 * What was said before of an enrollment.
 *
 * @param version of what checkout was told last; each word, and each that was taken back, is the next
 * @param withdrawn whether it was taken back
 */
record Known(CompletionReport report, long version, boolean withdrawn) {}
