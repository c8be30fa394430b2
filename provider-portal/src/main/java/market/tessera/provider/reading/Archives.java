package market.tessera.provider.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Refuses what is packed: an archive is never opened, so that none can unpack into more than there is room for. */
public final class Archives {
    private static final int LONGEST_MARK = 4;
    private static final Map<String, byte[]> MARKS = Map.of(
            "a ZIP archive or a spreadsheet", new byte[] {'P', 'K', 3, 4},
            "an old spreadsheet", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0},
            "compressed (gzip)", new byte[] {0x1F, (byte) 0x8B},
            "a PDF", new byte[] {'%', 'P', 'D', 'F'});

    private Archives() {}

    /** @throws BrokenFile saying what it is instead */
    public static void refuse(Path file) throws IOException {
        byte[] start;
        try (var content = Files.newInputStream(file)) {
            start = content.readNBytes(LONGEST_MARK);
        }
        MARKS.forEach((what, mark) -> {
            if (start.length >= mark.length && Arrays.equals(mark, Arrays.copyOf(start, mark.length))) {
                throw new BrokenFile("The file is %s. Send it as plain CSV, JSON or HTML.".formatted(what));
            }
        });
    }
}
