package market.tessera.provider.formats;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import market.tessera.provider.jsonld.Graph;
import market.tessera.provider.mapping.MappedRecord;
import market.tessera.provider.reading.Line;
import market.tessera.provider.reading.Lines;
import market.tessera.provider.reading.SpooledInput;
import market.tessera.provider.vocabulary.Courses;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** A graph of courses: CTDL, or schema.org as a file or out of a page. What courses refer to is looked up once, before the first is read. */
public final class LinkedDataSource implements RecordSource {
    public static final String INPUT = "linked-data";

    private final SpooledInput input;
    private final boolean own;
    private volatile @Nullable Graph graph;

    /** @param own whether all courses belong to whoever sends them */
    public LinkedDataSource(SpooledInput input, boolean own) {
        this.input = input;
        this.own = own;
    }

    @Override
    public SpooledInput input() {
        return input;
    }

    @Override
    public Lines open(Section section) throws IOException {
        if (section == Section.PATHWAYS || (section == Section.PROVIDERS && own)) {
            return Lines.NONE;
        }
        graph = LinkedLines.graph(input.file());
        return new LinkedLines(input.file());
    }

    @Override
    public Mono<List<SourceRecord>> records(Section section, List<Line> lines) {
        var known = Objects.requireNonNull(graph, "opened before");
        return Mono.fromSupplier(() -> lines.stream()
                .flatMap(
                        line -> section == Section.PROVIDERS ? provider(line, known) : Stream.of(offering(line, known)))
                .toList());
    }

    private static Stream<SourceRecord> provider(Line line, Graph graph) {
        return line instanceof Line.OfObject(var number, var node)
                ? Courses.provider(node, graph).map(profile -> SourceRecord.of(number, profile)).stream()
                : Stream.empty();
    }

    private SourceRecord offering(Line line, Graph graph) {
        return switch (line) {
            case Line.OfObject(var number, var node) ->
                Courses.offering(node, graph, own)
                        .map(record -> record(number, record))
                        .orElseGet(() -> other(number, node));
            case Line.Unreadable unreadable -> SourceRecord.unreadable(unreadable);
            case Line.OfTable _ -> throw new IllegalStateException("A graph has no rows");
        };
    }

    private static SourceRecord record(long line, MappedRecord record) {
        return new SourceRecord(line, record.node(), record.repairs(), record.notes());
    }

    private static SourceRecord other(long line, ObjectNode node) {
        return SourceRecord.unreadable(line, Courses.id(node).orElse(null), Courses.described(node));
    }

    @Override
    public boolean repeats(Section section) {
        return section == Section.PROVIDERS;
    }
}
