package market.tessera.provider.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import market.tessera.provider.mapping.Row;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A file that is one JSON array of objects; each is a row, its members are the columns. */
public final class JsonLines implements Lines {
    private final ObjectLines objects;

    public JsonLines(Path file) throws IOException {
        objects = new ObjectLines(file);
    }

    @Override
    public boolean hasNext() {
        return objects.hasNext();
    }

    @Override
    public Line next() {
        var line = objects.next();
        return line instanceof Line.OfObject(var number, var object) ? new Line.OfTable(row(number, object)) : line;
    }

    private static Row row(long number, ObjectNode object) {
        var places = new LinkedHashMap<String, Integer>();
        var values = new ArrayList<@Nullable String>();
        for (var member : object.properties()) {
            places.put(member.getKey(), values.size());
            values.add(text(member.getValue()));
        }
        return new Row(number, new Row.Columns(places), values);
    }

    private static @Nullable String text(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        return value.isValueNode() ? value.asString() : value.toString();
    }

    @Override
    public long position() {
        return objects.position();
    }

    @Override
    public void close() {
        objects.close();
    }
}
