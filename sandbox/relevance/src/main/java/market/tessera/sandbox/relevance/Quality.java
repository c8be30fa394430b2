package market.tessera.sandbox.relevance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import market.tessera.sandbox.relevance.Judgements.Judged;

/**
 * How good an order of results is, each measure from 0 to 1, on average over all queries.
 *
 * @param ndcg how close the first ten come to the best possible ten, higher places counting more (normalised discounted cumulative gain)
 * @param mrr how high up the first relevant result is: 1 divided by its place
 * @param recall share of the relevant documents among the first fifty
 * @param queries each query with its own figures, worst first
 */
public record Quality(double ndcg, double mrr, double recall, List<OfQuery> queries) {
    /** How many results a ranking is asked for. */
    public static final int DEPTH = 50;

    private static final int NDCG_DEPTH = 10;

    public record OfQuery(Judged judged, double ndcg, double mrr, double recall) {}

    /** @param ranking answers a query with documents, best first */
    public static Quality of(Judgements judgements, Function<String, List<String>> ranking) {
        var measured = new ArrayList<OfQuery>();
        for (var judged : judgements.queries()) {
            var found = ranking.apply(judged.query());
            measured.add(new OfQuery(
                    judged,
                    ndcg(found, judged.grades()),
                    reciprocalRank(found, judged.grades()),
                    recall(found, judged.grades())));
        }
        measured.sort((one, other) -> Double.compare(one.ndcg(), other.ndcg()));
        return new Quality(
                mean(measured, OfQuery::ndcg),
                mean(measured, OfQuery::mrr),
                mean(measured, OfQuery::recall),
                List.copyOf(measured));
    }

    /** nDCG@10 of each kind of query. */
    public Map<String, Double> byKind() {
        return queries.stream()
                .collect(Collectors.groupingBy(
                        each -> each.judged().kind(), TreeMap::new, Collectors.averagingDouble(OfQuery::ndcg)));
    }

    private static double ndcg(List<String> found, Map<String, Integer> grades) {
        var best = grades.values().stream().sorted((one, other) -> other - one).toList();
        var ideal = gain(best);
        var own = gain(found.stream().map(id -> grades.getOrDefault(id, 0)).toList());
        return ideal == 0 ? 0 : own / ideal;
    }

    private static double gain(List<Integer> grades) {
        var gain = 0.0;
        for (var place = 0; place < Math.min(NDCG_DEPTH, grades.size()); place++) {
            gain += (Math.pow(2, grades.get(place)) - 1) / (Math.log(place + 2) / Math.log(2));
        }
        return gain;
    }

    private static double reciprocalRank(List<String> found, Map<String, Integer> grades) {
        for (var place = 0; place < found.size(); place++) {
            if (grades.getOrDefault(found.get(place), 0) > 0) {
                return 1.0 / (place + 1);
            }
        }
        return 0;
    }

    private static double recall(List<String> found, Map<String, Integer> grades) {
        var relevant = grades.values().stream().filter(grade -> grade > 0).count();
        var among = found.stream()
                .limit(DEPTH)
                .distinct()
                .filter(id -> grades.getOrDefault(id, 0) > 0)
                .count();
        return relevant == 0 ? 0 : (double) among / relevant;
    }

    private static double mean(Collection<OfQuery> measured, ToDoubleFunction<OfQuery> figure) {
        return measured.stream().mapToDouble(figure).average().orElse(0);
    }

    @Override
    public String toString() {
        return "nDCG@10 %.4f, MRR %.4f, recall@50 %.4f over %,d queries".formatted(ndcg, mrr, recall, queries.size());
    }
}
