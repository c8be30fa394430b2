package market.tessera.document.snapshot;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a value comes from: said by the provider, computed by a rule, or not known at all. */
public enum Basis {
    @JsonProperty("stated")
    STATED,
    @JsonProperty("derived")
    DERIVED,
    @JsonProperty("undisclosed")
    UNDISCLOSED
}
