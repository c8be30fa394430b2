package market.tessera.checkout.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.apicatalog.rdf.api.RdfQuadConsumer;
import com.apicatalog.rdf.nquads.NQuadsWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * RDF Dataset Canonicalization (W3C RDFC-1.0) with SHA-256. Names of methods follow the sections of the specification's chapter 4.
 *
 * <p>A dataset can be made so that its canonical form takes for ever (section 7.1); it is given up after a few seconds, or where it leads too deep.
 */
final class CanonicalGraph implements RdfQuadConsumer {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Blank nodes in a row that look alike: no credential has a hundred, and each takes its part of the stack. */
    private static final int DEEPEST = 300;

    private final long deadline = System.nanoTime() + PATIENCE.toNanos();
    private final Set<Quad> quads = new LinkedHashSet<>();
    private final Map<String, List<Quad>> mentions = new HashMap<>();
    private final Map<String, String> firstDegree = new HashMap<>();
    private final Labels canonical = new Labels("_:c14n");
    private int depth;

    private record Quad(
            String subject,
            String predicate,
            String object,
            @Nullable String datatype,
            @Nullable String language,
            @Nullable String direction,
            @Nullable String graph) {

        /** What may be a blank node, by the letter of its position. */
        Stream<Map.Entry<Character, String>> blanks() {
            var names = Stream.<Map.Entry<Character, String>>builder().add(Map.entry('s', subject));
            if (!RdfQuadConsumer.isLiteral(datatype, language, direction)) {
                names.add(Map.entry('o', object));
            }
            if (graph != null) {
                names.add(Map.entry('g', graph));
            }
            return names.build().filter(name -> RdfQuadConsumer.isBlank(name.getValue()));
        }

        /** As a line of N-Quads, with blank nodes named anew. */
        String line(UnaryOperator<String> names) {
            var literal = RdfQuadConsumer.isLiteral(datatype, language, direction);
            return NQuadsWriter.nquad(
                    named(subject, names),
                    predicate,
                    literal ? object : named(object, names),
                    datatype,
                    language,
                    direction,
                    graph == null ? null : named(graph, names));
        }

        private static String named(String name, UnaryOperator<String> names) {
            return RdfQuadConsumer.isBlank(name) ? names.apply(name) : name;
        }
    }

    /** Issues names in the order in which they are asked for (section 4.5). */
    private static final class Labels {
        private final String prefix;
        private final Map<String, String> issued;

        Labels(String prefix) {
            this(prefix, new LinkedHashMap<>());
        }

        private Labels(String prefix, Map<String, String> issued) {
            this.prefix = prefix;
            this.issued = issued;
        }

        String of(String node) {
            return issued.computeIfAbsent(node, _ -> prefix + issued.size());
        }

        boolean has(String node) {
            return issued.containsKey(node);
        }

        Labels copy() {
            return new Labels(prefix, new LinkedHashMap<>(issued));
        }

        void issueIn(Labels other) {
            issued.keySet().forEach(other::of);
        }
    }

    /** Text with the names that were issued on the way to it: a path, or the hash of several. */
    private record Named(String text, Labels labels) {}

    @Override
    public RdfQuadConsumer quad(
            String subject,
            String predicate,
            String object,
            @Nullable String datatype,
            @Nullable String language,
            @Nullable String direction,
            @Nullable String graph) {
        var quad = new Quad(subject, predicate, object, datatype, language, direction, graph);
        if (quads.add(quad)) {
            quad.blanks()
                    .map(Map.Entry::getValue)
                    .distinct()
                    .forEach(node -> mentions.computeIfAbsent(node, _ -> new ArrayList<>())
                            .add(quad));
        }
        return this;
    }

    /**
     * The canonical form, as sorted N-Quads.
     *
     * @throws IllegalStateException if it takes too long, or leads too deep
     */
    String form() {
        var alike = new TreeMap<String, List<String>>();
        mentions.keySet()
                .forEach(node -> alike.computeIfAbsent(hashFirstDegreeQuads(node), _ -> new ArrayList<>())
                        .add(node));
        alike.values().stream().filter(nodes -> nodes.size() == 1).forEach(nodes -> canonical.of(nodes.getFirst()));
        alike.values().stream().filter(nodes -> nodes.size() > 1).forEach(this::issueByTheirNeighbours);
        return quads.stream().map(quad -> quad.line(canonical::of)).sorted().collect(Collectors.joining());
    }

    private void issueByTheirNeighbours(List<String> nodes) {
        nodes.stream()
                .filter(node -> !canonical.has(node))
                .map(node -> {
                    var labels = new Labels("_:b");
                    labels.of(node);
                    return hashNDegreeQuads(node, labels);
                })
                .sorted(Comparator.comparing(Named::text))
                .forEach(result -> result.labels().issueIn(canonical));
    }

    private String hashFirstDegreeQuads(String node) {
        return firstDegree.computeIfAbsent(
                node,
                _ -> hash(quadsOf(node).stream()
                        .map(quad -> quad.line(name -> name.equals(node) ? "_:a" : "_:z"))
                        .sorted()
                        .collect(Collectors.joining())));
    }

    private String hashRelatedBlankNode(String related, Quad quad, Labels issuer, char position) {
        var name = canonical.has(related)
                ? canonical.of(related)
                : issuer.has(related) ? issuer.of(related) : hashFirstDegreeQuads(related);
        return hash(position + (position == 'g' ? "" : "<" + quad.predicate() + ">") + name);
    }

    private Named hashNDegreeQuads(String node, Labels issuer) {
        if (depth == DEEPEST) {
            throw new IllegalStateException("Not canonical within %d steps".formatted(DEEPEST));
        }
        depth++;
        var hashed = hashOfNeighbours(node, issuer);
        depth--;
        return hashed;
    }

    private Named hashOfNeighbours(String node, Labels issuer) {
        var data = new StringBuilder();
        var labels = issuer;
        for (var related : related(node, issuer).entrySet()) {
            var chosen = shortest(related.getValue(), labels);
            data.append(related.getKey()).append(chosen.text());
            labels = chosen.labels();
        }
        return new Named(hash(data.toString()), labels);
    }

    /** A node stands in the list once for each quad that relates to it in the same manner. */
    private SortedMap<String, List<String>> related(String node, Labels issuer) {
        var related = new TreeMap<String, List<String>>();
        quadsOf(node)
                .forEach(quad -> quad.blanks()
                        .filter(other -> !other.getValue().equals(node))
                        .forEach(other -> related.computeIfAbsent(
                                        hashRelatedBlankNode(other.getValue(), quad, issuer, other.getKey()),
                                        _ -> new ArrayList<>())
                                .add(other.getValue())));
        return related;
    }

    /** The least of the paths through all orders of the nodes. */
    private Named shortest(List<String> nodes, Labels issuer) {
        var order = nodes.stream().sorted().toList();
        var chosen = path(order, issuer, null);
        for (var next = successor(order); !next.isEmpty(); next = successor(next)) {
            var path = path(next, issuer, chosen);
            if (chosen == null || (path != null && path.text().compareTo(chosen.text()) < 0)) {
                chosen = path;
            }
        }
        if (chosen == null) {
            throw new IllegalStateException("No path through " + nodes);
        }
        return chosen;
    }

    /** Null as soon as it is known to be worse than the best so far. */
    private @Nullable Named path(List<String> nodes, Labels issuer, @Nullable Named best) {
        goOn();
        var path = new StringBuilder();
        var labels = issuer.copy();
        var unknown = new ArrayList<String>();
        for (var node : nodes) {
            if (canonical.has(node)) {
                path.append(canonical.of(node));
            } else {
                if (!labels.has(node)) {
                    unknown.add(node);
                }
                path.append(labels.of(node));
            }
        }
        for (var node : unknown) {
            if (isWorse(path, best)) {
                return null;
            }
            var result = hashNDegreeQuads(node, labels);
            path.append(labels.of(node)).append('<').append(result.text()).append('>');
            labels = result.labels();
        }
        return isWorse(path, best) ? null : new Named(path.toString(), labels);
    }

    private static boolean isWorse(StringBuilder path, @Nullable Named best) {
        return best != null && path.toString().compareTo(best.text()) > 0;
    }

    /** The next order of the same elements, each different order once; empty after the last. */
    private static List<String> successor(List<String> order) {
        var at = order.size() - 2;
        while (at >= 0 && order.get(at).compareTo(order.get(at + 1)) >= 0) {
            at--;
        }
        if (at < 0) {
            return List.of();
        }
        var next = new ArrayList<>(order);
        var other = next.size() - 1;
        while (next.get(other).compareTo(next.get(at)) <= 0) {
            other--;
        }
        java.util.Collections.swap(next, at, other);
        java.util.Collections.reverse(next.subList(at + 1, next.size()));
        return next;
    }

    private List<Quad> quadsOf(String node) {
        return mentions.getOrDefault(node, List.of());
    }

    private void goOn() {
        if (System.nanoTime() - deadline > 0) {
            throw new IllegalStateException("Not canonical within " + PATIENCE);
        }
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This JVM lacks SHA-256", impossible);
        }
    }
}
