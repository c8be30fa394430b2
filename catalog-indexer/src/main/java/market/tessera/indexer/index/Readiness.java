package market.tessera.indexer.index;

import reactor.core.Scannable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Whether the aliases lead to indexes of this program's making. Nothing is written through them before. */
public final class Readiness {
    private final Sinks.Empty<Void> reached = Sinks.empty();
    private volatile boolean rebuilding;

    /** Completes as soon as the indexes may be written to. */
    public Mono<Void> reached() {
        return reached.asMono();
    }

    public boolean isReached() {
        return reached.scanOrDefault(Scannable.Attr.TERMINATED, false);
    }

    public void reach() {
        reached.tryEmitEmpty();
    }

    public boolean isRebuilding() {
        return rebuilding;
    }

    public void rebuilding(boolean now) {
        rebuilding = now;
    }
}
