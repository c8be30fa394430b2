package market.tessera.provider.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import market.tessera.provider.provider.CatalogueFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A file that is one JSON array of objects, as they are. */
public final class ObjectLines implements Lines {
    private final RecordStream records;
    private final JsonParser parser;
    private @Nullable JsonToken token;

    public ObjectLines(Path file) throws IOException {
        records = new RecordStream(file);
        parser = CatalogueFormat.JSON.createParser(records);
        if (advance() != JsonToken.START_ARRAY) {
            throw new BrokenFile("The file is not a JSON array of objects.");
        }
        advance();
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
        if (token == null) {
            throw new BrokenFile("The file ends in the middle of the JSON array.");
        }
        try {
            var number = (long) parser.currentTokenLocation().getLineNr();
            records.begin();
            var node = parser.<JsonNode>readValueAsTree();
            advance();
            return node instanceof ObjectNode object
                    ? new Line.OfObject(number, object)
                    : new Line.Unreadable(number, "is not a JSON object");
        } catch (JacksonException malformed) {
            throw BrokenFile.malformed(malformed);
        }
    }

    private @Nullable JsonToken advance() {
        try {
            token = parser.nextToken();
            return token;
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
