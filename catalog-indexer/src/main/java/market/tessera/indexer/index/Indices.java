package market.tessera.indexer.index;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import market.tessera.document.Documents;
import market.tessera.document.Kind;
import market.tessera.platform.eventlog.LogSnapshots.Census;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The indexes behind the aliases: created, counted, put in place of one another, thrown away. */
public final class Indices {
    private static final DateTimeFormatter SUFFIX =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZoneOffset.UTC);
    private static final Duration ABANDONED = Duration.ofHours(6);

    private static final String REFRESH = "index.refresh_interval";
    private static final String REPLICAS = "index.number_of_replicas";
    private static final String DURABILITY = "index.translog.durability";

    /**
     * OpenSearch sums up doubles, which are exact below 2^53: two million fingerprints of 32 bits. They are summed up in 32 bands of their values, into which
     * they fall evenly, and in whole numbers from there on; that reaches for sixty million.
     */
    private static final long BAND = 1L << 27;

    /** What is lost of an index that is being filled is filled again: nothing is kept safe, or twice, before it is complete. */
    private static final Map<String, Object> FILLING = Map.of(REFRESH, "-1", REPLICAS, 0, DURABILITY, "async");

    private final OpenSearch openSearch;
    private final SearchIndexProperties properties;
    private final Clock clock;
    private final Map<Kind, IndexDefinition> definitions = new EnumMap<>(Kind.class);

    Indices(
            OpenSearch openSearch,
            SearchIndexProperties properties,
            Clock clock,
            JsonMapper json,
            Documents documents) {
        this.openSearch = openSearch;
        this.properties = properties;
        this.clock = clock;
        for (var kind : Kind.values()) {
            definitions.put(kind, IndexDefinition.of(kind, json, properties, documents.rules()));
        }
    }

    public String alias(Kind kind) {
        return properties.indexPrefix() + "-" + kind.plural();
    }

    /** Whether the index behind the alias is there and made by the rules this program follows. */
    public Mono<Boolean> isCurrent(Kind kind) {
        return openSearch
                .get("/" + alias(kind) + "/_mapping")
                .map(answer -> answer.values().stream()
                        .allMatch(index -> definition(kind)
                                .schema()
                                .equals(index.at("/mappings/_meta/schema").asString(""))))
                .onErrorResume(IndexRefusal.class, Indices::falseIfMissing);
    }

    private static Mono<Boolean> falseIfMissing(IndexRefusal refusal) {
        return refusal.status() == 404 ? Mono.just(false) : Mono.error(refusal);
    }

    /** Creates an empty index that nobody reads yet and returns its name. */
    public Mono<String> create(Kind kind) {
        return Mono.defer(() -> {
            var name = alias(kind) + "-" + SUFFIX.format(clock.instant());
            return openSearch
                    .send("PUT", "/" + name, definition(kind).body())
                    .then(set(name, FILLING))
                    .thenReturn(name);
        });
    }

    /** Makes an index that was filled ready to be read, and safe on disk. */
    public Mono<Void> complete(String index) {
        return set(
                        index,
                        Map.of(
                                REFRESH,
                                properties.refreshInterval().toMillis() + "ms",
                                REPLICAS,
                                properties.replicas(),
                                DURABILITY,
                                "request"))
                .then(openSearch.send("POST", "/" + index + "/_flush", Map.of()))
                .then(openSearch.send("POST", "/" + index + "/_refresh", Map.of()))
                .then();
    }

    private Mono<JsonNode> set(String index, Map<String, Object> settings) {
        return openSearch.send("PUT", "/" + index + "/_settings", settings);
    }

    /** Counts an index in the way of the log it was made from. Sees what was refreshed. */
    public Mono<Census> census(String index, Collection<String> except) {
        var query = Map.of("bool", Map.of("must_not", Map.of("ids", Map.of("values", except))));
        var bands = Map.of("field", "fingerprint", "interval", BAND, "min_doc_count", 1);
        var sum = Map.of("sum", Map.of("sum", Map.of("field", "fingerprint")));
        var sums = Map.of("bands", Map.of("histogram", bands, "aggs", sum));
        return openSearch
                .send(
                        "POST",
                        "/" + index + "/_search",
                        Map.of("size", 0, "track_total_hits", true, "query", query, "aggs", sums))
                .map(answer -> new Census(answer.at("/hits/total/value").asLong(), checksum(answer)));
    }

    static long checksum(JsonNode answer) {
        return answer.at("/aggregations/bands/buckets")
                .valueStream()
                .mapToLong(band -> (long) band.at("/sum/value").asDouble())
                .sum();
    }

    /** Gives the alias to an index and takes it from all others, in one step; returns the others. */
    public Mono<List<String>> swap(Kind kind, String index) {
        return all(kind).flatMap(found -> {
            var previous = found.stream()
                    .filter(Found::serving)
                    .map(Found::name)
                    .filter(name -> !name.equals(index))
                    .toList();
            var actions = new ArrayList<Object>();
            previous.forEach(name -> actions.add(Map.of("remove", Map.of("index", name, "alias", alias(kind)))));
            actions.add(Map.of("add", Map.of("index", index, "alias", alias(kind))));
            return openSearch
                    .send("POST", "/_aliases", Map.of("actions", actions))
                    .thenReturn(previous);
        });
    }

    public Mono<Void> delete(Collection<String> indexes) {
        return Flux.fromIterable(indexes)
                .concatMap(name -> openSearch.delete("/" + name))
                .then();
    }

    /** Throws away what rebuilds have left behind that did not come to their end. */
    public Mono<Void> deleteAbandoned(Kind kind) {
        var before = clock.instant().minus(ABANDONED);
        return all(kind)
                .flatMapIterable(Function.identity())
                .filter(index -> !index.serving() && index.created().isBefore(before))
                .map(Found::name)
                .collectList()
                .flatMap(this::delete);
    }

    /** How many documents a search can find, withdrawn ones not counted. */
    public Mono<Long> count(Kind kind) {
        return openSearch
                .send(
                        "POST",
                        "/" + alias(kind) + "/_count",
                        Map.of("query", Map.of("term", Map.of("withdrawn", false))))
                .map(answer -> answer.path("count").asLong());
    }

    private Mono<List<Found>> all(Kind kind) {
        return openSearch
                .get("/" + alias(kind) + "-*")
                .map(answer -> answer.propertyStream()
                        .map(index -> Found.of(index.getKey(), index.getValue(), alias(kind)))
                        .toList());
    }

    private IndexDefinition definition(Kind kind) {
        return Objects.requireNonNull(definitions.get(kind));
    }

    private record Found(String name, boolean serving, Instant created) {
        static Found of(String name, JsonNode index, String alias) {
            var created = index.at("/settings/index/creation_date").asLong();
            return new Found(name, index.path("aliases").has(alias), Instant.ofEpochMilli(created));
        }
    }
}
