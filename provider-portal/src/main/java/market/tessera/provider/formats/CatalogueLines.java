package market.tessera.provider.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.reading.BrokenFile;
import market.tessera.provider.reading.Line;
import market.tessera.provider.reading.Lines;
import market.tessera.provider.reading.RecordStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One section of a file in the catalogue format, wherever in the file it stands. */
final class CatalogueLines implements Lines {
    private static final Set<String> MEMBERS = Set.of("source", "providers", "pathways", "offerings");

    private final RecordStream records;
    private final JsonParser parser;
    private @Nullable JsonToken token;

    CatalogueLines(Path file, String section) throws IOException {
        records = new RecordStream(file);
        parser = CatalogueFormat.JSON.createParser(records);
        try {
            token = enter(section) ? parser.nextToken() : JsonToken.END_ARRAY;
        } catch (JacksonException malformed) {
            throw BrokenFile.malformed(malformed);
        }
    }

    /** The name that a file gives its source. */
    static Optional<String> source(Path file) throws IOException {
        try (var parser = CatalogueFormat.JSON.createParser(Files.newInputStream(file))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BrokenFile("The file is not a JSON object in the catalogue format.");
            }
            for (var name = parser.nextName(); name != null; name = parser.nextName()) {
                var value = parser.nextToken();
                if (name.equals("source")) {
                    return value == JsonToken.VALUE_STRING ? Optional.of(parser.getString()) : Optional.empty();
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (JacksonException malformed) {
            throw BrokenFile.malformed(malformed);
        }
    }

    private boolean enter(String section) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new BrokenFile("The file is not a JSON object in the catalogue format.");
        }
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            if (!MEMBERS.contains(name)) {
                throw new BrokenFile("The catalogue format has no member “%s”.".formatted(name));
            }
            var value = parser.nextToken();
            if (name.equals(section)) {
                if (value != JsonToken.START_ARRAY) {
                    throw new BrokenFile("The member “%s” is not an array.".formatted(name));
                }
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    @Override
    public boolean hasNext() {
        return token != JsonToken.END_ARRAY;
    }

    @Override
    public Line next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        try {
            if (token == null) {
                throw new BrokenFile("The file ends in the middle of a list.");
            }
            var number = (long) parser.currentTokenLocation().getLineNr();
            records.begin();
            var node = parser.<JsonNode>readValueAsTree();
            token = parser.nextToken();
            return node instanceof ObjectNode object
                    ? new Line.OfObject(number, object)
                    : new Line.Unreadable(number, "is not a JSON object");
        } catch (JacksonException malformed) {
            throw BrokenFile.malformed(malformed);
        }
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
