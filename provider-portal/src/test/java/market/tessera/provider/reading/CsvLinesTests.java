package market.tessera.provider.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvLinesTests {
    @TempDir
    private Path folder;

    @Test
    void knowsTheLineOfEachRow() {
        assertThat(read("a,b\n1,\"x\ny\"\n2,z\n")).containsExactly("2: 1 x\ny", "4: 2 z");
    }

    @Test
    void readsFilesOfWindowsWithAByteOrderMark() {
        assertThat(read("\uFEFFa,b\r\n1,x\r\n2,y\r\n")).containsExactly("2: 1 x", "3: 2 y");
    }

    @Test
    void goesOnAfterARowWithTheWrongNumberOfFields() {
        assertThat(read("a,b\n1\n2,y\n3,z,!\n4,w\n"))
                .containsExactly("2 cannot be read", "3: 2 y", "4 cannot be read", "5: 4 w");
    }

    @Test
    void losesNoGoodRowToAQuotationMarkThatNeverCloses() {
        assertThat(read("a,b\n1,\"x\n2,y\n3,z\n")).containsExactly("2 cannot be read", "3: 2 y", "4: 3 z");
    }

    @Test
    void losesNoGoodRowToAQuotationMarkThatClosesTooLate() {
        assertThat(read("a,b\n1,\"x\n2,y\n3,\"z\"\n4,w\n"))
                .containsExactly("2 cannot be read", "3: 2 y", "4: 3 z", "5: 4 w");
    }

    @Test
    void countsLinesOnAfterStartingOver() {
        assertThat(read("a,b\n1,\"x\n2,\"y\nY\"\n3,\"z\n4,w\n"))
                .containsExactly("2 cannot be read", "3: 2 y\nY", "5 cannot be read", "6: 4 w");
    }

    @Test
    void asksForAHeader() {
        assertThatThrownBy(() -> read("")).isInstanceOf(BrokenFile.class).hasMessageContaining("empty");
    }

    private List<String> read(String text) {
        try {
            var file = Files.writeString(folder.resolve("table.csv"), text);
            var found = new ArrayList<String>();
            try (var lines = new CsvLines(file, StandardCharsets.UTF_8, ',')) {
                while (lines.hasNext()) {
                    found.add(describe(lines.next()));
                }
            }
            return found;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String describe(Line line) {
        return switch (line) {
            case Line.OfTable(var row) -> "%d: %s %s".formatted(row.line(), row.get("a"), row.get("b"));
            case Line.Unreadable unreadable -> unreadable.number() + " cannot be read";
            case Line.OfObject catalogue -> throw new AssertionError(catalogue);
        };
    }
}
