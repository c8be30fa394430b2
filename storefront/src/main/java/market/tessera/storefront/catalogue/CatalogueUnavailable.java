package market.tessera.storefront.catalogue;

/** The search index does not answer, or not in time. */
public final class CatalogueUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CatalogueUnavailable(Throwable cause) {
        super("The search index does not answer: " + cause, cause);
    }
}
