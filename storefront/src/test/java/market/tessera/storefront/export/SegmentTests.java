package market.tessera.storefront.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class SegmentTests {
    private final String first = new UUID(1, 1).toString();
    private final String second = new UUID(1, 2).toString();
    private final String third = new UUID(1, 3).toString();

    @Test
    void isPackedAndTakenOutAgain() {
        var segment = of(first, second);

        var again = Segment.unpacked(segment.pack().packed());

        assertThat(again.lines()).isEqualTo(segment.lines());
        assertThat(again.count()).isEqualTo(2);
    }

    @Test
    void losesTheLinesOfSomeAndStaysItselfWhereThereAreNone() {
        var segment = of(first, second, third);

        assertThat(text(segment.without(Set.of(second, new UUID(1, 4).toString()))))
                .isEqualTo(line(first) + line(third));
        assertThat(segment.without(Set.of(new UUID(1, 4).toString()))).isSameAs(segment);
        assertThat(segment.without(Set.of(first, second, third)).count()).isZero();
    }

    @Test
    void refusesLinesThatDoNotBeginWithAnId() {
        var other = Segment.of(List.of("{\"slug\":\"wind\"}".getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> other.without(Set.of(first))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void standsAmongOthersInOneFileThatEveryProgramUnpacks() throws IOException {
        var many = Segment.of(IntStream.range(0, 2_000)
                .mapToObj(at -> line(new UUID(2, at).toString()).strip().getBytes(StandardCharsets.UTF_8))
                .toList());
        var kept = Segment.unpacked(of(first, second, third).packed()).without(Set.of(third));

        var file = file(kept, many, of(third));

        assertThat(unzipped(file)).isEqualTo(text(kept) + text(many) + line(third));
        assertThat(unzipped(file())).isEmpty();
    }

    @Test
    void aFileThatWasCutOffDoesNotEndAsGzipEnds() {
        var file = file(of(first), of(second));
        var firstOnly = file(of(first)).length - 10;

        assertThatThrownBy(() -> unzipped(Arrays.copyOf(file, firstOnly))).isInstanceOf(EOFException.class);
    }

    private static Segment of(String... ids) {
        return Segment.of(Stream.of(ids)
                .map(id -> line(id).strip().getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    private static String line(String id) {
        return "{\"id\":\"%s\",\"title\":\"Vindmøller\"}\n".formatted(id);
    }

    private static String text(Segment segment) {
        return new String(segment.lines(), StandardCharsets.UTF_8);
    }

    private static byte[] file(Segment... segments) {
        var frame = new GzipFrame();
        var file = new ByteArrayOutputStream();
        file.writeBytes(frame.begin());
        Stream.of(segments).map(frame::add).forEach(file::writeBytes);
        file.writeBytes(frame.end());
        return file.toByteArray();
    }

    private static String unzipped(byte[] file) throws IOException {
        try (var content = new GZIPInputStream(new ByteArrayInputStream(file))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
