package market.tessera.storefront.api;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.MediaType;

/** What a program would rather have, of what can be had. */
public final class Accepted {
    private Accepted() {}

    /** The type that is accepted best; the first that is offered if nothing in particular is. */
    public static MediaType best(List<MediaType> offered, List<MediaType> accepted) {
        return accepted.isEmpty()
                ? offered.getFirst()
                : Collections.max(offered, Comparator.comparingDouble(type -> quality(type, accepted)));
    }

    /** By the range that names the type most closely (RFC 9110, 12.5.1). */
    private static double quality(MediaType type, List<MediaType> accepted) {
        return accepted.stream()
                .filter(range -> range.includes(type))
                .max(Comparator.comparing(MediaType::isConcrete).thenComparing(range -> !range.isWildcardType()))
                .map(MediaType::getQualityValue)
                .orElse(0.0);
    }
}
