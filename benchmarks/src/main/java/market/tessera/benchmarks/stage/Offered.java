package market.tessera.benchmarks.stage;

import java.time.Duration;
import market.tessera.benchmarks.load.Http;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The search index of the offerings, asked directly. */
public final class Offered {
    public static final String INDEX = "tessera-offerings";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Http openSearch;

    public Offered(Http openSearch) {
        this.openSearch = openSearch;
    }

    public Mono<Long> count() {
        return openSearch
                .get("/%s/_count?q=withdrawn:false".formatted(INDEX))
                .map(answer -> JSON.readTree(answer).path("count").asLong());
    }

    /** Blocks until so many can be found. */
    public void await(long wanted, Duration longest) {
        count().filter(count -> count >= wanted)
                .repeatWhenEmpty(Integer.MAX_VALUE, rounds -> rounds.delayElements(PAUSE))
                .block(longest);
    }
}
