package market.tessera.checkout.reconciliation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.checkout.balance.FollowBalance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;

/** Lays our books beside Stripe's and writes down every difference. */
@Service
@EnableConfigurationProperties(ReconciliationProperties.class)
public class Reconcile {
    private static final Logger LOG = LoggerFactory.getLogger(Reconcile.class);
    /** A payment page lives for a day at most, and Stripe dates a payment by its first try. */
    private static final Duration DATED_DIFFERENTLY = Duration.ofDays(2);

    /** By name, in one comparison. */
    private static final int MOST_LOOKED_FOR = 1_000;

    private final FollowBalance balance;
    private final StripeBooks theirs;
    private final OwnBooks ours;
    private final Reconciliations reconciliations;
    private final ReconciliationProperties properties;
    private final Clock clock;

    Reconcile(
            FollowBalance balance,
            StripeBooks theirs,
            OwnBooks ours,
            Reconciliations reconciliations,
            ReconciliationProperties properties,
            Clock clock) {
        this.balance = balance;
        this.theirs = theirs;
        this.ours = ours;
        this.reconciliations = reconciliations;
        this.properties = properties;
        this.clock = clock;
    }

    /** The last days, but for the last minutes: what moves just now is not on both sides yet. */
    public Mono<Reconciliation> lately() {
        var to = clock.instant().minus(properties.settling());
        return compare(to.minus(properties.lookBack()), to);
    }

    /** The balance is read once more before, because fees are known last. */
    public Mono<Reconciliation> compare(Instant from, Instant to) {
        return balance.since(from.minus(DATED_DIFFERENTLY))
                .then(Mono.defer(() -> books(from)))
                .flatMap(books -> withOlder(books.getT1(), books.getT2(), from, to)
                        .map(there -> made(books.getT2(), there, from, to)))
                .delayUntil(reconciliations::add);
    }

    private Mono<Tuple2<List<Entry>, List<Entry>>> books(Instant from) {
        return Mono.zip(theirs.since(from.minus(DATED_DIFFERENTLY)), ours.since(from.minus(DATED_DIFFERENTLY)));
    }

    /** What Stripe has listed, and what else we have that it has dated long before. */
    private Mono<List<Entry>> withOlder(List<Entry> there, List<Entry> here, Instant from, Instant to) {
        var listed = there.stream().map(Entry::reference).collect(Collectors.toSet());
        return Flux.fromIterable(here)
                .filter(entry -> entry.isWithin(from, to) && !listed.contains(entry.reference()))
                .take(MOST_LOOKED_FOR)
                .concatMap(entry -> theirs.find(entry).map(found -> found.dated(entry.at())))
                .collectList()
                .map(older -> Stream.concat(there.stream(), older.stream()).toList());
    }

    private Reconciliation made(List<Entry> here, List<Entry> there, Instant from, Instant to) {
        var differences = Difference.between(here, there, from, to);
        if (!differences.isEmpty()) {
            LOG.error("Our books and Stripe's differ in {} places", differences.size());
        }
        var compared = Stream.concat(here.stream(), there.stream())
                .filter(entry -> entry.isWithin(from, to))
                .count();
        return new Reconciliation(from, to, Math.toIntExact(compared), clock.instant(), differences);
    }
}
