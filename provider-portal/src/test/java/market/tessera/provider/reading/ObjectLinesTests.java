package market.tessera.provider.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectLinesTests {
    private static final int MEGABYTE = 1024 * 1024;

    @TempDir
    private Path folder;

    @Test
    void readsAFileOfAnyLength() throws IOException {
        var record = "{\"text\": \"%s\"}".formatted("x".repeat(MEGABYTE));

        assertThat(count("[" + String.join(",\n", Collections.nCopies(20, record)) + "]"))
                .isEqualTo(20);
    }

    @Test
    void holdsNoRecordInMemoryThatGoesOnForEver() {
        var numbers = "1,".repeat(9 * MEGABYTE);

        assertThatThrownBy(() -> count("[{\"numbers\": [" + numbers + "1]}]"))
                .isInstanceOf(BrokenFile.class)
                .hasMessageContaining("longer than 16 million characters");
    }

    @Test
    void givesOutFewerAtOnceWhereTheyAreLong() throws IOException {
        var record = "{\"text\": \"%s\"}".formatted("x".repeat(MEGABYTE));
        var file = Files.writeString(
                folder.resolve("list.json"), "[" + String.join(",\n", Collections.nCopies(20, record)) + "]");

        var batches = Lines.batches(() -> new ObjectLines(file), 1, 500)
                .map(List::size)
                .collectList()
                .block();

        assertThat(batches).allMatch(size -> size <= 9);
        assertThat(batches.stream().mapToInt(Integer::intValue).sum()).isEqualTo(19);
    }

    private int count(String text) throws IOException {
        var file = Files.writeString(folder.resolve("list.json"), text);
        try (var lines = new ObjectLines(file)) {
            var count = 0;
            while (lines.hasNext()) {
                lines.next();
                count++;
            }
            return count;
        }
    }
}
