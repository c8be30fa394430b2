package market.tessera.provider.sources;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import market.tessera.provider.reading.BrokenFile;
import market.tessera.provider.reading.RecordStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A list that comes in pages, each a JSON array, and becomes one array on the disk; an entry at a time is held in memory. */
final class PagedList {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path target;
    private final Path page;
    private long entries;

    PagedList(Path target) {
        this.target = target;
        this.page = target.resolveSibling(target.getFileName() + ".page");
    }

    /** Where the next page is to be put. */
    Path page() {
        return page;
    }

    long bytes() {
        return target.toFile().length();
    }

    /**
     * Adds the page that has come.
     *
     * @return how many entries it had
     */
    long append() throws IOException {
        var before = entries;
        try (var records = new RecordStream(page);
                var parser = JSON.createParser(records);
                var out = Files.newOutputStream(target, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw Fetch.malformed(new IOException("A page is not a JSON array"));
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                records.begin();
                write(parser.readValueAsTree(), out);
            }
        } catch (JacksonException | BrokenFile malformed) {
            throw Fetch.malformed(malformed);
        } finally {
            Files.deleteIfExists(page);
        }
        return entries - before;
    }

    /** A page that did not come to its end is of no use. */
    void tidy() throws IOException {
        Files.deleteIfExists(page);
    }

    private void write(JsonNode entry, OutputStream out) throws IOException {
        out.write(entries++ == 0 ? '[' : ',');
        out.write('\n');
        out.write(JSON.writeValueAsBytes(entry));
    }

    void end() throws IOException {
        Files.writeString(target, entries == 0 ? "[]" : "\n]", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
