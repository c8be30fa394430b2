package market.tessera.platform.database;

/** What was asked at the same time cannot be done together: at least one of it has to be looked at on its own. {@link Together} does so with each. */
public final class NotTogether extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Without a trace: it is an answer of the group, which nobody reads. */
    public NotTogether() {
        super("Not all of it can be done together", null, false, false);
    }
}
