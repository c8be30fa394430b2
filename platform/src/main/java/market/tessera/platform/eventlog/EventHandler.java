package market.tessera.platform.eventlog;

import java.util.List;
import reactor.core.publisher.Mono;

/**
 * What a consumer does with events. Called with one batch at a time, in order; may see an event again, and must then change nothing.
 * A failure stops the subscription at this batch, which is tried again with growing pauses: an event that can never be handled has to be
 * set aside by the handler itself.
 */
@FunctionalInterface
public interface EventHandler {
    Mono<Void> handle(List<LoggedEvent> batch);
}
