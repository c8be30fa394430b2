package market.tessera.checkout.outbound;

/** How fetching a document ended. */
public sealed interface Fetch {
    record Got(Content content) implements Fetch {}

    record Failed(Reason reason) implements Fetch {}

    /** Why there is no document. */
    enum Reason {
        /** The address is not one of https, or names a port or a person that it should not. */
        ADDRESS,
        /** The name leads to an address that is not the public internet's. */
        NOT_PUBLIC,
        /** Nothing answers there, or not in time. */
        SILENT,
        /** What answers has no such document. */
        MISSING,
        /** It is larger than any credential. */
        TOO_LARGE
    }
}
