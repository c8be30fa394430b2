package market.tessera.storefront.catalogue;

/** The point in time that was to be read is not kept any more. */
public final class MomentPassed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MomentPassed(Throwable cause) {
        super("The point in time is not kept any more", cause);
    }
}
