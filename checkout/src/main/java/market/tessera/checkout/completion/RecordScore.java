package market.tessera.checkout.completion;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import market.tessera.checkout.completion.TakeScores.Scored;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.platform.database.Together;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes a score; the first that passes completes the enrollment, with a badge due. A later one that is final corrects it: another badge is due, or,
 * where it no longer passes, none. Duplicates and late arrivals change nothing.
 */
@Service
public class RecordScore {
    private static final int TOGETHER = 100;

    private final TakeScores take;
    private final Together<String, Scored, Recording> together = new Together<>(TOGETHER, this::takeAll);

    RecordScore(TakeScores take) {
        this.take = take;
    }

    /**
     * In the caller's transaction, if there is one.
     *
     * @param passMark least share of the maximum that completes
     * @param source which way it came, such as {@code ags}
     */
    public Mono<Recording> record(Enrollment enrollment, Score score, BigDecimal passMark, String source) {
        return record(enrollment, score, passMark, source, score.at());
    }

    /**
     * As {@link #record(Enrollment, Score, BigDecimal, String)}, of a system that says later than it happened.
     *
     * @param completedAt when the course was completed, if it was
     */
    public Mono<Recording> record(
            Enrollment enrollment, Score score, BigDecimal passMark, String source, Instant completedAt) {
        return take.take(List.of(new Scored(enrollment.id(), score, passMark, completedAt)), source)
                .map(recorded -> requireNonNull(recorded.get(enrollment.id())));
    }

    /** As {@link #record(Enrollment, Score, BigDecimal, String)}, in one transaction with what comes at the same time in the same way. */
    public Mono<Recording> recordAmongOthers(Enrollment enrollment, Score score, BigDecimal passMark, String source) {
        return together.ask(source, new Scored(enrollment.id(), score, passMark, score.at()));
    }

    private Mono<List<Recording>> takeAll(String source, List<Scored> scored) {
        return Flux.fromIterable(rounds(scored))
                .concatMap(round -> take.take(round.values(), source).map(recorded -> inPlace(round, recorded)))
                .reduce(new TreeMap<Integer, Recording>(), (all, some) -> {
                    all.putAll(some);
                    return all;
                })
                .map(all -> List.copyOf(all.values()));
    }

    /** Scores of one learner are taken one after the other: each round has every learner once, by place in the list. */
    private static Collection<Map<Integer, Scored>> rounds(List<Scored> scored) {
        var times = new HashMap<UUID, Integer>();
        return IntStream.range(0, scored.size())
                .boxed()
                .collect(Collectors.groupingBy(
                        place -> times.merge(scored.get(place).enrollment(), 1, Integer::sum),
                        TreeMap::new,
                        Collectors.toMap(Function.identity(), scored::get)))
                .values();
    }

    private static Map<Integer, Recording> inPlace(Map<Integer, Scored> round, Map<UUID, Recording> recorded) {
        return round.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        one -> requireNonNull(recorded.get(one.getValue().enrollment()))));
    }
}
