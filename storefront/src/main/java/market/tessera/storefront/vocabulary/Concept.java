package market.tessera.storefront.vocabulary;

import java.util.List;

/**
 * A part of a query that means one thing.
 *
 * @param words as they were typed
 * @param alternatives what means the same, best first
 * @param literal whether exactly these words are wanted, one after the other
 */
public record Concept(String words, List<String> alternatives, boolean literal) {
    public boolean isPhrase() {
        return literal || Words.of(words).size() > 1;
    }
}
