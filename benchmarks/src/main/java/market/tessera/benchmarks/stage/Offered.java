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

    /** How many more could be found after some time. */
    public record Growth(long documents, double seconds) {}

    /** Blocks until so many can be found; counts from the moment at which the first ones could. */
    public Growth await(long wanted, Duration longest) {
        var first = count(1).blockOptional(longest).orElseThrow();
        var begin = System.nanoTime();
        var last = count(wanted).blockOptional(longest).orElseThrow();
        return new Growth(last - first, (System.nanoTime() - begin) / 1e9);
    }

    /** Writes so many documents anew as they are, the same ones more than once where there are fewer. */
    public void touch(long documents) {
        touched(documents)
                .expand(left -> left > 0 ? touched(left) : Mono.empty())
                .blockLast();
    }

    /** How many are left to be touched. */
    private Mono<Long> touched(long documents) {
        return openSearch
                .post("/%s/_update_by_query?refresh=true&max_docs=%d".formatted(INDEX, documents), new byte[0])
                .map(answer -> documents
                        - Math.max(1, JSON.readTree(answer).path("updated").asLong()));
    }

    private Mono<Long> count(long least) {
        return openSearch
                .get("/%s/_count?q=withdrawn:false".formatted(INDEX))
                .map(answer -> JSON.readTree(answer).path("count").asLong())
                .filter(count -> count >= least)
                .repeatWhenEmpty(Integer.MAX_VALUE, rounds -> rounds.delayElements(PAUSE));
    }
}
