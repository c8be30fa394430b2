package market.tessera.checkout.connecting.setup;

/**
 * What is wrong with something typed.
 *
 * @param key of the words
 */
record Mistake(String field, String key) {}
