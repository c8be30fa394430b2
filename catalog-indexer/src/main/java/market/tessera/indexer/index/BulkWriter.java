package market.tessera.indexer.index;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import market.tessera.document.IndexDocument;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes documents, many at a time. A document that is older than what the index has is passed over silently; one that the index can never
 * take is handed back; if the index is overloaded or away, everything is tried again for a while and then fails as a whole, which is
 * harmless, since writing a document twice changes nothing.
 */
public final class BulkWriter {
    private static final int MOST_DOCUMENTS = 250;
    private static final int MOST_BYTES = 4 << 20;
    private static final int AT_ONCE = 2;
    private static final Set<Integer> DONE = Set.of(200, 201, 409);
    /** What says something of the document; everything else says something of the cluster, and passes. */
    private static final Set<Integer> GIVEN_UP_ON = Set.of(400, 413, 500);

    private static final Map<String, String> ANSWER = Map.of(
            "filter_path",
            "items.index.status,items.index.error.type,items.index.error.reason,items.index.error.caused_by");

    private static final Map<String, String> ANSWER_ONCE_FOUND =
            Map.of("filter_path", ANSWER.get("filter_path"), "refresh", "true");

    private final OpenSearch openSearch;
    private final Indices indices;
    private final JsonMapper json;

    BulkWriter(OpenSearch openSearch, Indices indices, JsonMapper json) {
        this.openSearch = openSearch;
        this.indices = indices;
        this.json = json;
    }

    /** A document the index does not take, and why. */
    public record Refused(IndexDocument document, String reason) {}

    /** Writes to the index that is being searched, whichever that is at the moment. Within its refresh interval, what was written is found. */
    public Mono<List<Refused>> write(List<IndexDocument> documents) {
        return write(documents, this::throughAlias, ANSWER);
    }

    /** The same, and what was written is found when this completes. For a few documents: each time costs the index a segment of its own. */
    public Mono<List<Refused>> writeToBeFound(List<IndexDocument> documents) {
        return write(documents, this::throughAlias, ANSWER_ONCE_FOUND);
    }

    /** Writes to one index. */
    public Mono<List<Refused>> write(List<IndexDocument> documents, String index) {
        return write(documents, document -> Action.to(index, document), ANSWER);
    }

    private Action throughAlias(IndexDocument document) {
        return Action.throughAlias(indices.alias(document.kind()), document);
    }

    private Mono<List<Refused>> write(
            List<IndexDocument> documents, Function<IndexDocument, Action> target, Map<String, String> answer) {
        return Flux.fromIterable(chunks(documents))
                .flatMap(chunk -> send(chunk, target, answer), AT_ONCE)
                .flatMapIterable(Function.identity())
                .collectList()
                .retryWhen(Retry.backoff(5, Duration.ofMillis(100))
                        .maxBackoff(Duration.ofSeconds(2))
                        .filter(IndexUnavailable.class::isInstance)
                        .onRetryExhaustedThrow((_, signal) -> signal.failure()));
    }

    private static List<List<IndexDocument>> chunks(List<IndexDocument> documents) {
        var chunks = new ArrayList<List<IndexDocument>>();
        var bytes = 0;
        for (var document : documents) {
            if (chunks.isEmpty()
                    || chunks.getLast().size() == MOST_DOCUMENTS
                    || bytes + document.length() > MOST_BYTES) {
                chunks.add(new ArrayList<>());
                bytes = 0;
            }
            chunks.getLast().add(document);
            bytes += document.length();
        }
        return chunks;
    }

    private Mono<List<Refused>> send(
            List<IndexDocument> chunk, Function<IndexDocument, Action> target, Map<String, String> answer) {
        return Mono.defer(() -> openSearch.bulk(lines(chunk, target), answer))
                .map(verdicts -> refused(chunk, verdicts.path("items")))
                .onErrorResume(BulkWriter::isOfADocument, refusal -> narrowDown(chunk, target, answer, refusal));
    }

    private static boolean isOfADocument(Throwable failure) {
        return failure instanceof IndexRefusal refusal && GIVEN_UP_ON.contains(refusal.status());
    }

    /** A request refused as a whole has a document in it that spoils it for the others. */
    private Mono<List<Refused>> narrowDown(
            List<IndexDocument> chunk,
            Function<IndexDocument, Action> target,
            Map<String, String> answer,
            Throwable refusal) {
        if (chunk.size() == 1) {
            return Mono.just(List.of(new Refused(chunk.getFirst(), String.valueOf(refusal.getMessage()))));
        }
        var middle = chunk.size() / 2;
        return Flux.just(chunk.subList(0, middle), chunk.subList(middle, chunk.size()))
                .concatMap(half -> send(half, target, answer))
                .flatMapIterable(Function.identity())
                .collectList();
    }

    private byte[] lines(List<IndexDocument> chunk, Function<IndexDocument, Action> target) {
        var lines = new ByteArrayOutputStream(1 << 16);
        for (var document : chunk) {
            lines.writeBytes(json.writeValueAsBytes(Map.of("index", target.apply(document))));
            lines.write('\n');
            document.writeTo(lines);
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private static List<Refused> refused(List<IndexDocument> chunk, JsonNode items) {
        return IntStream.range(0, chunk.size())
                .mapToObj(i -> verdict(chunk.get(i), items.path(i).path("index")))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Refused> verdict(IndexDocument document, JsonNode item) {
        var status = item.path("status").asInt(0);
        if (DONE.contains(status)) {
            return Optional.empty();
        }
        var reason = item.path("error").toString();
        if (!GIVEN_UP_ON.contains(status)) {
            throw new IndexUnavailable(
                    "OpenSearch did not take %s: %d %s".formatted(document.id(), status, reason), null);
        }
        return Optional.of(new Refused(document, reason));
    }

    /** The line before a document in a bulk request; members are named as OpenSearch wants them. */
    private record Action(
            String _index,
            String _id,
            long version,
            String version_type,
            @Nullable Boolean require_alias) {
        static Action throughAlias(String alias, IndexDocument document) {
            return new Action(alias, document.id(), document.version(), "external", true);
        }

        static Action to(String index, IndexDocument document) {
            return new Action(index, document.id(), document.version(), "external", false);
        }
    }
}
