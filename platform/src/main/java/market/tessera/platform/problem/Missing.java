package market.tessera.platform.problem;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** What is not there, or not for whoever asks: which of the two is not said. */
public final class Missing {
    private Missing() {}

    /** Ends in a page, or a problem, with status 404. */
    public static <T> Mono<T> notFound() {
        return Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
