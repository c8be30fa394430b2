package market.tessera.indexer.document;

/**
 * A document as it is sent.
 *
 * @param version external version, see {@link DocumentVersion}
 * @param source JSON, on one line
 */
public record IndexDocument(Kind kind, String id, long version, String source) {}
