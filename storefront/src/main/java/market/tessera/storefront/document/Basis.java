package market.tessera.storefront.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How the value of an element is known. */
public enum Basis {
    /** The provider says so. */
    @JsonProperty("stated")
    STATED,
    /** Worked out by a rule from what the provider says. */
    @JsonProperty("derived")
    DERIVED,
    /** Nobody has said; never shown as zero. */
    @JsonProperty("undisclosed")
    UNDISCLOSED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
