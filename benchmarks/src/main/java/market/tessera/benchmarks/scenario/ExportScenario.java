package market.tessera.benchmarks.scenario;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import market.tessera.benchmarks.bare.BarePages;
import market.tessera.benchmarks.catalogue.GeneratedCatalogue;
import market.tessera.benchmarks.load.Http;
import market.tessera.benchmarks.report.Goal;
import market.tessera.benchmarks.report.Line;
import market.tessera.benchmarks.report.Report;
import market.tessera.benchmarks.stage.Meter;
import market.tessera.benchmarks.stage.Meter.Spent;
import market.tessera.benchmarks.stage.Offered;
import market.tessera.benchmarks.stage.Stage;
import market.tessera.benchmarks.stage.StageFailure;
import market.tessera.benchmarks.stage.Workshop;
import reactor.core.publisher.Mono;

/** The export of the whole catalogue beside the engine giving out the same documents. */
final class ExportScenario implements OnCatalogue {
    private static final String EXPORT = "/api/v1/export";
    private static final int ONE_IN = 100;
    /** More operations than the storefront brings an export up to date with. */
    private static final long TOO_MUCH = 50_001;

    private final int warmUps;
    private final int rounds;

    /** @param warmUps rounds before the first one that counts */
    ExportScenario(int warmUps, int rounds) {
        this.warmUps = warmUps;
        this.rounds = rounds;
    }

    @Override
    public Report measure(Plan plan, GeneratedCatalogue catalogue, Stage stage, Workshop workshop) {
        try (var site = new Http(stage.site(), 1);
                var engine = new Http(stage.openSearch(), 1)) {
            return report(plan, catalogue, measure(plan, site, engine, stage), stage);
        }
    }

    /**
     * Alternating, so that what else happens on the machine meets all. In each round so much is touched that an export is written anew, plain and then
     * compressed; the latter is given out again; and brought up to date once one in a hundred has been touched.
     */
    private Paces measure(Plan plan, Http site, Http engine, Stage stage) {
        var bare = new BarePages(engine);
        var offered = new Offered(engine);
        var plain = site.with(Map.of("Accept-Encoding", "identity"));
        var zipped = site.with(Map.of("Accept-Encoding", "gzip"));
        var lines = lines(plain);
        LongSupplier export = () -> {
            bytes(zipped);
            return lines;
        };
        var paces = Paces.of(stage);
        for (var round = 0; round < warmUps + rounds; round++) {
            var counted = round >= warmUps;
            offered.touch(TOO_MUCH);
            Mono.delay(Stage.KEPT).block();
            paces.bare().add(counted, bare::read);
            paces.plain().add(counted, () -> lines(plain));
            paces.zipped().add(counted, export);
            paces.again().add(counted, export);
            offered.touch(plan.size() / ONE_IN);
            Mono.delay(Stage.KEPT).block();
            paces.updated().add(counted, export);
        }
        return paces;
    }

    private record Paces(Pace bare, Pace plain, Pace zipped, Pace again, Pace updated) {
        static Paces of(Stage stage) {
            return new Paces(
                    new Pace(stage.meter()),
                    new Pace(stage.meter()),
                    new Pace(stage.meter()),
                    new Pace(stage.meter()),
                    new Pace(stage.meter()));
        }
    }

    /** Documents and the time they took, over several rounds. */
    private static final class Pace {
        private final Meter meter;
        private final List<Spent> spent = new ArrayList<>();
        private long documents;
        private double seconds;

        Pace(Meter meter) {
            this.meter = meter;
        }

        void add(boolean counted, LongSupplier round) {
            meter.start();
            var begin = System.nanoTime();
            var read = round.getAsLong();
            if (counted) {
                spent.add(meter.spent());
                documents += read;
                seconds += (System.nanoTime() - begin) / 1e9;
            }
        }

        Line line(String what) {
            return Line.pace(what, documents, seconds)
                    .costing(spent.stream().reduce(Spent::and).orElseThrow(), documents);
        }

        double perSecond() {
            return documents / seconds;
        }
    }

    private static long lines(Http site) {
        return sum(site, ExportScenario::lineEnds);
    }

    private static long bytes(Http site) {
        return sum(site, ByteBuf::readableBytes);
    }

    private static long sum(Http site, ToLongFunction<ByteBuf> part) {
        var sum = site.client()
                .get()
                .uri(EXPORT)
                .response((response, content) -> {
                    if (response.status().code() != 200) {
                        throw new StageFailure("The export answered " + response.status());
                    }
                    return content.map(part::applyAsLong);
                })
                .reduce(0L, Long::sum)
                .block();
        return sum == null ? 0 : sum;
    }

    private static long lineEnds(ByteBuf part) {
        return IntStream.range(part.readerIndex(), part.writerIndex())
                .filter(at -> part.getByte(at) == '\n')
                .count();
    }

    private Report report(Plan plan, GeneratedCatalogue catalogue, Paces paces, Stage stage) {
        var lines = new ArrayList<Line>();
        lines.add(paces.bare().line("bare pages of a point in time"));
        lines.add(paces.plain().line("GET /api/v1/export, not compressed, written anew"));
        lines.add(paces.zipped().line("GET /api/v1/export, gzip, written anew"));
        lines.add(paces.updated().line("GET /api/v1/export, gzip, once 1 % has been touched"));
        lines.add(paces.again().line("GET /api/v1/export, gzip, asked for again"));
        lines.addAll(StartScenario.memory(stage.residents()));
        return new Report(
                "export",
                plan.parameters(catalogue),
                lines,
                List.of(
                        Goal.atLeast(
                                "offerings per second, gzip, once 1 % has been touched",
                                paces.updated().perSecond(), 20_000),
                        Goal.atLeast(
                                "offerings per second, gzip, asked for again",
                                paces.again().perSecond(),
                                20_000),
                        Goal.atLeast(
                                "offerings per second, not compressed ÷ bare",
                                paces.plain().perSecond() / paces.bare().perSecond(),
                                0.5)),
                List.of("%d rounds after %d that do not count, one caller; bare pages have %d documents."
                        .formatted(rounds, warmUps, BarePages.PAGE)));
    }
}
