package market.tessera.provider.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds the first of some encodings in which a whole file makes sense. */
public final class EncodingCheck {
    private static final int BLOCK = 64 * 1024;

    private EncodingCheck() {}

    /** @throws BrokenFile if none fits; names the line where the first one stops to */
    public static Charset encodingOf(Path file, List<Charset> candidates) throws IOException {
        var firstMisfit = -1L;
        for (var candidate : candidates) {
            var misfit = lineOfMisfit(file, candidate);
            if (misfit < 0) {
                return candidate;
            }
            firstMisfit = firstMisfit < 0 ? misfit : firstMisfit;
        }
        throw new BrokenFile(
                "The file is not %s: line %d has bytes that mean nothing in that encoding. Save it as UTF-8."
                        .formatted(candidates.getFirst().name(), firstMisfit));
    }

    /** -1 if the whole file can be decoded. */
    private static long lineOfMisfit(Path file, Charset encoding) throws IOException {
        var decoder = encoding.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var bytes = ByteBuffer.allocate(BLOCK);
        var characters = CharBuffer.allocate(BLOCK);
        var line = 1L;
        try (InputStream input = Files.newInputStream(file)) {
            for (var end = false; !end; ) {
                var count = input.read(bytes.array(), bytes.position(), bytes.remaining());
                end = count < 0;
                bytes.limit(bytes.position() + Math.max(0, count)).position(0);
                var result = decoder.decode(bytes, characters.clear(), end);
                line += characters
                        .flip()
                        .chars()
                        .filter(character -> character == '\n')
                        .count();
                if (result.isError()) {
                    return line;
                }
                bytes.compact();
            }
            return -1;
        }
    }
}
