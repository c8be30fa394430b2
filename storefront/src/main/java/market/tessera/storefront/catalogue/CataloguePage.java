package market.tessera.storefront.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import market.tessera.storefront.document.Measures;
import market.tessera.storefront.document.Offering;
import market.tessera.storefront.document.Reputation;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch._types.FieldValue;
import tools.jackson.databind.json.JsonMapper;

/**
 * A part of the whole catalogue as the engine has sent it. Where it ends is found without reading it, so that the next one can be asked for at once, and each
 * be read while others are on their way.
 */
public final class CataloguePage {
    private static final JsonMapper DOCUMENTS = CatalogueConfiguration.documents();

    /** The last hit's place, and the ends of what it lies in. */
    private static final Pattern LAST = Pattern.compile("\"sort\":\\[(\\d+)]}]}}\\s*$");

    private static final int LONGEST_END = 64;

    private final byte[] answer;

    CataloguePage(byte[] answer) {
        this.answer = answer;
    }

    /** An offering without what only lists show. */
    public record Entry(
            Measures compare, Offering offering, @Nullable Reputation reputation, long version) {}

    /** Where the next page begins; empty after the last offering. */
    Optional<FieldValue> last() {
        var from = Math.max(0, answer.length - LONGEST_END);
        var end = LAST.matcher(new String(answer, from, answer.length - from, StandardCharsets.ISO_8859_1));
        return end.find() ? Optional.of(FieldValue.of(Long.parseLong(end.group(1)))) : Optional.empty();
    }

    /** Reads it: work of some milliseconds. */
    public List<Entry> entries() {
        var entries = DOCUMENTS.readValue(answer, Answer.class).hits().hits().stream()
                .map(Hit::_source)
                .toList();
        if (last().isEmpty() && !entries.isEmpty()) {
            throw new IllegalStateException(
                    "The engine's answer does not end as it did: nobody can tell what comes next");
        }
        return entries;
    }

    private record Answer(Hits hits) {}

    private record Hits(List<Hit> hits) {}

    /** Named as the engine names it. */
    private record Hit(Entry _source) {}
}
