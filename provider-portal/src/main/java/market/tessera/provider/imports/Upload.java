package market.tessera.provider.imports;

import java.nio.file.Path;
import reactor.core.publisher.Mono;

/**
 * A file on its way in.
 *
 * @param input the mapping's name for it
 */
record Upload(String input, Transfer transfer) {
    /** Brings the content to a place on this machine's disk; fails with {@link TooLarge} instead of filling it. */
    @FunctionalInterface
    interface Transfer {
        Mono<Void> to(Path target);
    }

    /** More than this installation takes. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
