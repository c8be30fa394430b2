package market.tessera.checkout.work;

import java.util.function.Supplier;
import market.tessera.platform.database.DatabaseOutages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** One piece of a round's work: if it fails it is reported and left for a later round, for it must not keep the others from theirs. */
public final class OneOfMany {
    private static final Logger LOG = LoggerFactory.getLogger(OneOfMany.class);

    private OneOfMany() {}

    /**
     * Completes where the work fails. A database that is away concerns all of the round, and ends it: whoever repeats it tells of that.
     *
     * @param what the work, in the log's words
     * @param id what it is about
     */
    public static <T> Mono<T> attempt(String what, Object id, Supplier<Mono<T>> work) {
        return Mono.defer(work).onErrorResume(OneOfMany::isItsOwn, failure -> {
            LOG.error("{} of {} is left for later", what, id, failure);
            return Mono.empty();
        });
    }

    private static boolean isItsOwn(Throwable failure) {
        return failure instanceof RuntimeException && !DatabaseOutages.explain(failure);
    }
}
