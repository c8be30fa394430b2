package market.tessera.platform.database;

import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.CannotCreateTransactionException;

/** A database that does not answer: that passes, and concerns all who need it. */
public final class DatabaseOutages {
    private DatabaseOutages() {}

    /** Whether that is why something failed. */
    public static boolean explain(Throwable failure) {
        return failure instanceof CannotCreateTransactionException
                || failure instanceof NonTransientDataAccessResourceException
                || failure instanceof TransientDataAccessResourceException;
    }
}
