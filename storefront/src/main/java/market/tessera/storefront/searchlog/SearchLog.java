package market.tessera.storefront.searchlog;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import market.tessera.platform.work.Recurring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes note of searches without making anybody wait: they go into a bounded queue that is written down every second. What does not fit, or cannot be
 * written, is lost and counted.
 */
@Component
public class SearchLog {
    private static final Logger LOG = LoggerFactory.getLogger(SearchLog.class);
    private static final int LONGEST_QUEUE = 10_000;
    private static final int LONGEST_FILTERS = 300;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final SearchCounts counts;
    private final Clock clock;
    private final BlockingQueue<Counted> queue = new ArrayBlockingQueue<>(LONGEST_QUEUE);
    private final LongAdder lost = new LongAdder();

    SearchLog(SearchCounts counts, Clock clock) {
        this.counts = counts;
        this.clock = clock;
    }

    /** How a search came in. */
    public enum Channel {
        PAGE,
        API
    }

    /**
     * @param filters as an address has them, in the order of their names
     * @param met whether anything was found as it was asked for
     */
    public void searched(Channel channel, String text, String filters, long results, boolean met) {
        var bounded = filters.substring(0, Math.min(LONGEST_FILTERS, filters.length()));
        QueryText.of(text)
                .filter(query -> !query.isEmpty() || !bounded.isEmpty())
                .ifPresent(query -> add(new Counted.Search(
                        LocalDate.now(clock),
                        channel.name().toLowerCase(java.util.Locale.ROOT),
                        query,
                        bounded,
                        results,
                        met)));
    }

    void clicked(String text, int rank) {
        QueryText.of(text)
                .filter(query -> !query.isEmpty())
                .ifPresent(query -> add(new Counted.Click(LocalDate.now(clock), query, rank)));
    }

    /** An offering's page was shown. What says of itself that it is a program does not count, nor what a browser fetches ahead. */
    public void viewed(String offering, HttpHeaders visitor) {
        looked(List.of(offering), false, visitor);
    }

    /** Offerings were laid side by side. */
    public void compared(List<String> offerings, HttpHeaders visitor) {
        looked(offerings, true, visitor);
    }

    private void looked(List<String> offerings, boolean compared, HttpHeaders visitor) {
        if (Visitors.isSomebody(visitor)) {
            var today = LocalDate.now(clock);
            offerings.forEach(offering -> add(new Counted.Look(today, UUID.fromString(offering), compared)));
        }
    }

    private void add(Counted counted) {
        if (!queue.offer(counted)) {
            lost.increment();
        }
    }

    /** How many have been lost since the start. */
    long lost() {
        return lost.sum();
    }

    @Bean
    Recurring writingOfSearches() {
        return Recurring.every("Writing down searches", PAUSE, this::write)
                .afterAPause()
                .andOnceMoreAtTheEnd();
    }

    Mono<Void> write() {
        return Mono.defer(() -> {
            var waiting = new ArrayList<Counted>();
            queue.drainTo(waiting);
            return waiting.isEmpty()
                    ? Mono.empty()
                    : counts.add(waiting).onErrorResume(outage -> {
                        lost.add(waiting.size());
                        LOG.warn(
                                "{} searches are not counted, {} since the start: {}",
                                waiting.size(),
                                lost,
                                outage.toString());
                        return Mono.empty();
                    });
        });
    }
}
