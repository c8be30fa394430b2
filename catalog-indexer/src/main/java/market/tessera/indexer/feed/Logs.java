package market.tessera.indexer.feed;

/** The logs the indexer reads, and the name under which it keeps its place in them. */
public final class Logs {
    public static final String CATALOG = "catalog";
    public static final String COMMERCE = "commerce";
    public static final String CONSUMER = "catalog-indexer";

    private Logs() {}
}
