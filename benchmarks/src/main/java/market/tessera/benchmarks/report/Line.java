package market.tessera.benchmarks.report;

import java.util.EnumMap;
import java.util.Map;
import market.tessera.benchmarks.load.Latencies;
import market.tessera.benchmarks.load.Load;
import market.tessera.benchmarks.stage.Meter.Spent;
import market.tessera.sandbox.relevance.Quality;

/** One thing that was measured. */
public record Line(String what, Map<Figure, Double> figures) {

    public static Line of(String what, Load load) {
        var line = latencies(what, load.latencies());
        line.figures.put(Figure.PER_SECOND, load.perSecond());
        line.figures.put(Figure.FAILED, (double) load.failed());
        return line;
    }

    public static Line latencies(String what, Latencies latencies) {
        var figures = new EnumMap<Figure, Double>(Figure.class);
        figures.put(Figure.COUNT, (double) latencies.count());
        figures.put(Figure.P50, latencies.percentile(50));
        figures.put(Figure.P95, latencies.percentile(95));
        figures.put(Figure.P99, latencies.percentile(99));
        figures.put(Figure.MAX, latencies.max());
        return new Line(what, figures);
    }

    /** So many units in one go. */
    public static Line pace(String what, long count, double seconds) {
        return new Line(
                what,
                Map.of(Figure.COUNT, (double) count, Figure.SECONDS, seconds, Figure.PER_SECOND, count / seconds));
    }

    /** With the processor time that each of so many units took on average. */
    public Line costing(Spent spent, long units) {
        var all = new EnumMap<>(figures);
        all.put(Figure.CPU_APPLICATIONS, spent.applications() / units);
        all.put(Figure.CPU_OPENSEARCH, spent.openSearch() / units);
        all.put(Figure.CPU_POSTGRES, spent.postgres() / units);
        return new Line(what, all);
    }

    public static Line quality(String what, Quality quality) {
        return new Line(
                what,
                Map.of(
                        Figure.COUNT, (double) quality.queries().size(),
                        Figure.NDCG, quality.ndcg(),
                        Figure.MRR, quality.mrr(),
                        Figure.RECALL, quality.recall()));
    }

    public static Line seconds(String what, double seconds) {
        return new Line(what, Map.of(Figure.SECONDS, seconds));
    }

    public static Line megabytes(String what, double megabytes) {
        return new Line(what, Map.of(Figure.MEGABYTES, megabytes));
    }
}
