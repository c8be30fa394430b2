package market.tessera.document;

import java.util.Arrays;
import java.util.Optional;

/** The three kinds of things the index holds, each in an index of its own. */
public enum Kind {
    OFFERING("offering", "offerings"),
    PROVIDER("provider", "providers"),
    PATHWAY("pathway", "pathways");

    private final String eventPrefix;
    private final String plural;

    Kind(String eventPrefix, String plural) {
        this.eventPrefix = eventPrefix;
        this.plural = plural;
    }

    /** The first part of the types of the events that tell of it. */
    public String eventPrefix() {
        return eventPrefix;
    }

    /** The last part of its alias, and the name of its mapping. */
    public String plural() {
        return plural;
    }

    /** Empty for events of something that is not indexed. */
    public static Optional<Kind> of(String eventType) {
        return Arrays.stream(values())
                .filter(kind -> eventType.startsWith(kind.eventPrefix + "."))
                .findFirst();
    }
}
