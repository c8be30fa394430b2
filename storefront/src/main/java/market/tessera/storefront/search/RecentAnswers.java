package market.tessera.storefront.search;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Answers that were asked for a moment ago. Whoever asks the same within that moment gets the same answer, and while it is on its way it is asked for
 * only once. The moment begins with the asking, not with the answer, so that nobody is told what was true longer ago. Failures are not remembered.
 */
final class RecentAnswers<K, V> {
    private final long freshNanos;
    private final int mostWeight;
    private final ToIntFunction<V> weight;
    private final LongSupplier nanos;
    private final Map<K, Entry<V>> entries = new LinkedHashMap<>();
    private int held;

    /**
     * @param fresh how long an answer is given again; nothing is remembered if it is zero
     * @param mostWeight of all that is remembered; the oldest goes first
     * @param nanos time that only moves on
     */
    RecentAnswers(Duration fresh, int mostWeight, ToIntFunction<V> weight, LongSupplier nanos) {
        this.freshNanos = fresh.toNanos();
        this.mostWeight = mostWeight;
        this.weight = weight;
        this.nanos = nanos;
    }

    private static final class Entry<V> {
        private final long since;
        private final Mono<V> answer;
        private int weight = 1;

        Entry(long since, Mono<V> answer) {
            this.since = since;
            this.answer = answer;
        }
    }

    Mono<V> get(K key, Supplier<Mono<V>> ask) {
        return freshNanos <= 0 ? Mono.defer(ask) : Mono.defer(() -> remembered(key, ask));
    }

    int weight() {
        synchronized (entries) {
            return held;
        }
    }

    private Mono<V> remembered(K key, Supplier<Mono<V>> ask) {
        synchronized (entries) {
            forgetOld();
            var known = entries.get(key);
            return known == null ? remember(key, ask) : known.answer;
        }
    }

    private Mono<V> remember(K key, Supplier<Mono<V>> ask) {
        var answer = Mono.defer(ask)
                .doOnNext(value -> weigh(key, weight.applyAsInt(value)))
                .doOnError(_ -> forget(key))
                .cache();
        entries.put(key, new Entry<>(nanos.getAsLong(), answer));
        held++;
        forgetOld();
        return answer;
    }

    private void weigh(K key, int heavy) {
        synchronized (entries) {
            var entry = entries.get(key);
            if (entry != null) {
                held += heavy - entry.weight;
                entry.weight = heavy;
                forgetOld();
            }
        }
    }

    private void forget(K key) {
        synchronized (entries) {
            count(entries.remove(key));
        }
    }

    /** Entries lie in the order in which they were asked for. */
    private void forgetOld() {
        var all = entries.values().iterator();
        var now = nanos.getAsLong();
        while (all.hasNext()) {
            var oldest = all.next();
            if (now - oldest.since < freshNanos && held <= mostWeight) {
                return;
            }
            all.remove();
            count(oldest);
        }
    }

    private void count(@Nullable Entry<V> gone) {
        held -= gone == null ? 0 : gone.weight;
    }
}
