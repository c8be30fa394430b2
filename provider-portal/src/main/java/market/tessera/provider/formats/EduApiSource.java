package market.tessera.provider.formats;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import market.tessera.provider.reading.BrokenFile;
import market.tessera.provider.reading.Line;
import market.tessera.provider.reading.Lines;
import market.tessera.provider.reading.ObjectLines;
import market.tessera.provider.reading.SpooledInput;
import market.tessera.provider.vocabulary.EduApiCourse;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** A list of Edu-API's course offerings: those of one course are intakes of one offering, which stands where the first of them does. */
public final class EduApiSource implements RecordSource {
    public static final String INPUT = "edu-api";
    private static final int MOST_RUNS = 200_000;

    private final SpooledInput input;
    private final boolean own;
    private volatile @Nullable Map<String, EduApiCourse.Runs> courses;

    /** @param own whether all courses belong to whoever sends them */
    public EduApiSource(SpooledInput input, boolean own) {
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
        courses = runs();
        return new ObjectLines(input.file());
    }

    /** By course; of each run no more than its intake. */
    private Map<String, EduApiCourse.Runs> runs() throws IOException {
        var found = new HashMap<String, EduApiCourse.Runs>();
        var count = 0;
        try (var lines = new ObjectLines(input.file())) {
            while (lines.hasNext()) {
                if (lines.next() instanceof Line.OfObject run) {
                    found.computeIfAbsent(EduApiCourse.course(run.node()), _ -> new EduApiCourse.Runs())
                            .add(run.node());
                    if (++count > MOST_RUNS) {
                        throw new BrokenFile(
                                "The file has more than %d course offerings. Send it in parts.".formatted(MOST_RUNS));
                    }
                }
            }
        }
        return found;
    }

    @Override
    public Mono<List<SourceRecord>> records(Section section, List<Line> lines) {
        var known = Objects.requireNonNull(courses, "opened before");
        return Mono.fromSupplier(() -> lines.stream()
                .flatMap(line -> section == Section.PROVIDERS ? provider(line) : offering(line, known))
                .toList());
    }

    private static Stream<SourceRecord> provider(Line line) {
        return line instanceof Line.OfObject(var number, var node)
                ? EduApiCourse.provider(node).map(profile -> SourceRecord.of(number, profile)).stream()
                : Stream.empty();
    }

    private Stream<SourceRecord> offering(Line line, Map<String, EduApiCourse.Runs> known) {
        return switch (line) {
            case Line.OfObject(var number, var node) -> offering(number, node, known);
            case Line.Unreadable unreadable -> Stream.of(SourceRecord.unreadable(unreadable));
            case Line.OfTable _ -> throw new IllegalStateException("A list of course offerings has no rows");
        };
    }

    private Stream<SourceRecord> offering(long line, ObjectNode node, Map<String, EduApiCourse.Runs> known) {
        var runs = Objects.requireNonNull(known.get(EduApiCourse.course(node)));
        if (!runs.beginWith(node)) {
            return Stream.empty();
        }
        var record = EduApiCourse.offering(node, runs, own);
        return Stream.of(new SourceRecord(line, record.node(), record.repairs(), record.notes()));
    }

    @Override
    public boolean repeats(Section section) {
        return section == Section.PROVIDERS;
    }
}
