package market.tessera.platform.database;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.springframework.dao.DataAccessResourceFailureException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Group commit: what is asked at the same time is done together, and each is answered when that has been committed. One group at a time is worked on for
 * each key, and whoever comes meanwhile belongs to the next: who comes alone waits for nobody, and many cost little more than one.
 *
 * <p>What was asked is done even if who asked has gone meanwhile. Where a group fails, each of it is tried on its own, so that one that cannot be done
 * does not spoil the others; an outage concerns them all. Work may therefore be done again, and must then change nothing.
 *
 * @param <K> what must not be mixed
 * @param <Q> what is asked
 * @param <A> the answer
 */
public final class Together<K, Q, A> {
    /** Far longer than any work takes: it has got stuck, as on a connection that is gone without having been closed. */
    private static final Duration STUCK = Duration.ofSeconds(30);

    private static final int MOST_WAITING = 10_000;

    private final int most;
    private final Duration longest;
    private final BiFunction<K, List<Q>, Mono<List<A>>> work;

    /** There is a queue for a key as long as a group of it is at work. */
    private final Map<K, Queue<Asked<Q, A>>> waiting = new ConcurrentHashMap<>();

    /**
     * @param most that are done at once
     * @param work does them, in one transaction, and answers in their order
     */
    public Together(int most, BiFunction<K, List<Q>, Mono<List<A>>> work) {
        this(most, STUCK, work);
    }

    /** @param longest that work may take; what is stuck must not hold up for ever what comes after it */
    Together(int most, Duration longest, BiFunction<K, List<Q>, Mono<List<A>>> work) {
        this.most = most;
        this.longest = longest;
        this.work = work;
    }

    private record Asked<Q, A>(Q question, MonoSink<A> answer) {}

    public Mono<A> ask(K key, Q question) {
        return Mono.create(answer -> join(key, new Asked<>(question, answer)));
    }

    private void join(K key, Asked<Q, A> asked) {
        var first = new ArrayList<Asked<Q, A>>();
        waiting.compute(key, (_, queue) -> {
            if (queue == null) {
                first.add(asked);
                return new ArrayDeque<>();
            }
            if (queue.size() < MOST_WAITING) {
                queue.add(asked);
            } else {
                asked.answer().error(new DataAccessResourceFailureException("Too many are waiting already"));
            }
            return queue;
        });
        begin(key, first);
    }

    private void next(K key) {
        var group = new ArrayList<Asked<Q, A>>();
        waiting.computeIfPresent(key, (_, queue) -> {
            while (group.size() < most && !queue.isEmpty()) {
                group.add(queue.remove());
            }
            return group.isEmpty() ? null : queue;
        });
        begin(key, group);
    }

    private void begin(K key, List<Asked<Q, A>> group) {
        if (!group.isEmpty()) {
            settle(key, group).doFinally(_ -> next(key)).subscribe();
        }
    }

    private Mono<Void> settle(K key, List<Asked<Q, A>> group) {
        return Mono.defer(() ->
                        work.apply(key, group.stream().map(Asked::question).toList()))
                .timeout(longest, Mono.error(() -> new DataAccessResourceFailureException("The work is stuck")))
                .doOnNext(answers -> answer(group, answers))
                .then()
                .onErrorResume(failure -> settle(key, group, failure));
    }

    private Mono<Void> settle(K key, List<Asked<Q, A>> group, Throwable failure) {
        return group.size() == 1 || DatabaseOutages.explain(failure)
                ? Mono.fromRunnable(() -> group.forEach(one -> one.answer().error(failure)))
                : Flux.fromIterable(group)
                        .concatMap(one -> settle(key, List.of(one)))
                        .then();
    }

    private static <Q, A> void answer(List<Asked<Q, A>> group, List<A> answers) {
        for (var place = 0; place < group.size(); place++) {
            group.get(place).answer().success(answers.get(place));
        }
    }
}
