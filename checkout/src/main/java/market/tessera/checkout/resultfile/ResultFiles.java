package market.tessera.checkout.resultfile;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.outbound.Content;
import market.tessera.checkout.resultfile.ResultFile.Content.Lines;
import market.tessera.checkout.resultfile.ResultFile.Content.Unusable;
import market.tessera.checkout.resultfile.TakeResults.Taken;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A provider's roster as a file, and what comes back of it. */
@Service
public class ResultFiles {
    private final RosterLines roster;
    private final TakeResults takeResults;
    private final Clock clock;

    ResultFiles(RosterLines roster, TakeResults takeResults, Clock clock) {
        this.roster = roster;
        this.takeResults = takeResults;
        this.clock = clock;
    }

    /**
     * What became of a file.
     *
     * @param problem key of why nothing of it could be taken; null if it could
     * @param trial whether nothing was changed
     */
    public record Report(@Nullable String problem, boolean trial, List<Taken> lines) {
        public static final Report NONE = new Report(null, false, List.of());

        public static Report unusable(String problem) {
            return new Report(problem, false, List.of());
        }

        public long good() {
            return lines.stream()
                    .filter(line -> !line.bad()
                            && !line.what().equals("blank")
                            && !line.what().equals("unchanged"))
                    .count();
        }

        public long bad() {
            return lines.stream().filter(Taken::bad).count();
        }

        /** Those that nobody has filled in are not told one by one. */
        public List<Taken> told() {
            return lines.stream().filter(line -> !line.what().equals("blank")).toList();
        }
    }

    /** Lines of a CSV file, the first of which names the columns. */
    public Flux<String> roster(UUID provider) {
        return Flux.just(RosterLines.HEADER).concatWith(roster.of(provider));
    }

    /** @param trial only says what would become of it */
    public Mono<Report> take(UUID provider, Content file, boolean trial) {
        return switch (ResultFile.read(file.bytes(), clock.instant())) {
            case Unusable(var problem) -> Mono.just(Report.unusable(problem));
            case Lines(var lines) ->
                takeResults.take(provider, lines, trial).collectList().map(taken -> new Report(null, trial, taken));
        };
    }
}
