package market.tessera.provider.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import market.tessera.provider.jsonld.Graph;
import market.tessera.provider.reading.BrokenFile;
import market.tessera.provider.reading.Line;
import market.tessera.provider.reading.Lines;
import market.tessera.provider.reading.RecordStream;
import market.tessera.provider.vocabulary.Courses;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The courses of a JSON-LD file, one after the other, whether it is one node, a list, a graph or a registry's envelope of one: as much is held in
 * memory as the node that is being read.
 */
final class LinkedLines implements Lines {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Set<String> LISTS = Set.of("@graph", "itemListElement");
    private static final String ENVELOPE = "decoded_resource";

    private final RecordStream records;
    private final JsonParser parser;
    private final boolean list;
    private final ArrayDeque<Line> ready = new ArrayDeque<>();
    private final @Nullable Graph others;

    LinkedLines(Path file) throws IOException {
        this(file, null);
    }

    /** @param others takes what is no course, on the way past it */
    private LinkedLines(Path file, @Nullable Graph others) throws IOException {
        this.others = others;
        var way = way(file);
        this.records = new RecordStream(file);
        this.parser = JSON.createParser(records);
        this.list = way.list();
        try {
            enter(way.members());
            advance();
        } catch (JacksonException malformed) {
            throw BrokenFile.malformed(malformed);
        }
    }

    /** What the courses of a file can refer to. */
    static Graph graph(Path file) throws IOException {
        var graph = new Graph();
        try (var lines = new LinkedLines(file, graph)) {
            while (lines.hasNext()) {
                lines.next();
            }
            return graph;
        } catch (Graph.TooLarge _) {
            throw new BrokenFile(
                    "The file has more beside its courses than can be looked up at once. Send it in parts.");
        }
    }

    /** Whether there is anything to take in a file; looks no further than the first. */
    static boolean hasCourses(Path file) throws IOException {
        try (var lines = new LinkedLines(file)) {
            while (lines.hasNext()) {
                if (lines.next() instanceof Line.OfObject found && Courses.isCourse(found.node())) {
                    return true;
                }
            }
            return false;
        }
    }

    /** How to get to the nodes of a file: below these members, as a list or as a single one. */
    private record Way(List<String> members, boolean list) {}

    private static Way way(Path file) throws IOException {
        try (var parser = JSON.createParser(Files.newInputStream(file))) {
            var members = new ArrayList<String>();
            return switch (parser.nextToken()) {
                case START_ARRAY -> new Way(members, true);
                case START_OBJECT -> way(parser, members);
                case null, default -> throw new BrokenFile("The file is not a JSON object, nor a list of them.");
            };
        } catch (JacksonException malformed) {
            throw BrokenFile.malformed(malformed);
        }
    }

    private static Way way(JsonParser parser, List<String> members) {
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            var value = parser.nextToken();
            if (LISTS.contains(name) && value == JsonToken.START_ARRAY) {
                members.add(name);
                return new Way(members, true);
            }
            if (name.equals(ENVELOPE) && value == JsonToken.START_OBJECT) {
                members.add(name);
                return way(parser, members);
            }
            parser.skipChildren();
        }
        return new Way(members, false);
    }

    private void enter(List<String> members) {
        parser.nextToken();
        for (var member : members) {
            for (var name = parser.nextName(); !member.equals(name); name = parser.nextName()) {
                parser.nextToken();
                parser.skipChildren();
            }
            parser.nextToken();
        }
        if (list) {
            parser.nextToken();
        }
    }

    /** Reads nodes until one has something to take, or there are no more. */
    private void advance() {
        while (ready.isEmpty() && parser.currentToken() != null && parser.currentToken() != JsonToken.END_ARRAY) {
            var number = (long) parser.currentTokenLocation().getLineNr();
            records.begin();
            take(number, parser.<JsonNode>readValueAsTree());
            if (!list) {
                parser.clearCurrentToken();
                return;
            }
            if (parser.nextToken() == null) {
                throw new BrokenFile("The file ends in the middle of a list.");
            }
        }
    }

    private void take(long number, JsonNode node) {
        if (!node.isContainer()) {
            ready.add(new Line.Unreadable(number, "is not a JSON object"));
            return;
        }
        if (node instanceof ObjectNode object && object.has(PageMarkup.UNREADABLE)) {
            ready.add(new Line.Unreadable(
                    number, object.get(PageMarkup.UNREADABLE).asString()));
            return;
        }
        Courses.find(node, course -> ready.add(new Line.OfObject(number, course)), other -> {
            if (others != null) {
                others.add(other);
            }
        });
    }

    @Override
    public boolean hasNext() {
        return !ready.isEmpty();
    }

    @Override
    public Line next() {
        if (ready.isEmpty()) {
            throw new NoSuchElementException();
        }
        var line = ready.remove();
        try {
            advance();
        } catch (JacksonException malformed) {
            throw BrokenFile.malformed(malformed);
        }
        return line;
    }

    @Override
    public long position() {
        return records.position();
    }

    @Override
    public void close() {
        parser.close();
    }
}
