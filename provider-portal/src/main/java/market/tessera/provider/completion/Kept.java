package market.tessera.provider.completion;

/**
 * A word that counts.
 *
 * @param version as which checkout is told of it
 */
record Kept(Word word, long version) {
    CompletionReport report() {
        return word.report();
    }
}
