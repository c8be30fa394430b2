package market.tessera.checkout.work;

import market.tessera.platform.eventlog.LoggedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import reactor.core.publisher.Mono;

/** What becomes of an event that makes no sense: it is reported and left, for it must not keep the others out. */
public final class SetAside {
    private static final Logger LOG = LoggerFactory.getLogger(SetAside.class);

    private SetAside() {}

    /** @param handled what is done with the event */
    public static Mono<Void> ifItCanNeverSucceed(LoggedEvent event, Mono<Void> handled) {
        return handled.onErrorResume(SetAside::canNeverSucceed, failure -> {
            LOG.error("{} {} version {} is set aside", event.type(), event.subject(), event.version(), failure);
            return Mono.empty();
        });
    }

    /** Whether the database would refuse it again. */
    public static boolean canNeverSucceed(Throwable failure) {
        return failure instanceof NonTransientDataAccessException
                && !(failure instanceof NonTransientDataAccessResourceException);
    }
}
