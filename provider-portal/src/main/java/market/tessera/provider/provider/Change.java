package market.tessera.provider.provider;

/** What a source's record has changed here. */
public enum Change {
    CREATED,
    UPDATED,
    UNCHANGED
}
