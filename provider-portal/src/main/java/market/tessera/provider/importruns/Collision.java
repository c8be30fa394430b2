package market.tessera.provider.importruns;

import io.r2dbc.spi.R2dbcException;
import org.springframework.dao.DataIntegrityViolationException;

/** Somebody else's transaction that came in the way of one of an import: nothing is wrong with either, and the import's is done again. */
final class Collision {
    private static final String DEADLOCK = "40P01";

    private Collision() {}

    /** Whether both wanted the same slug, or each waited for what the other had locked. */
    static boolean is(Throwable failure) {
        return failure instanceof DataIntegrityViolationException
                || (failure.getCause() instanceof R2dbcException cause && DEADLOCK.equals(cause.getSqlState()));
    }
}
