package market.tessera.sandbox.relevance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The least nDCG@10 that a set of judgements must be answered with, in {@code relevance/floor.properties}. */
public final class Floor {
    private Floor() {}

    /** @param set {@code sample} or {@code ocw} */
    public static double of(String set) {
        try (var file = Objects.requireNonNull(Floor.class.getResourceAsStream("/relevance/floor.properties"))) {
            var properties = new Properties();
            properties.load(file);
            return Double.parseDouble(properties.getProperty(set));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
