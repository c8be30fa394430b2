package market.tessera.provider.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of pictures that are read, told by how their files begin: neither a name nor a content type that comes along is believed. */
enum Format {
    PNG("\u0089PNG\r\n\u001a\n", 40_000_000),
    JPEG("\u00ff\u00d8\u00ff", 40_000_000),
    /** Its reader decodes the whole of a picture at once. */
    WEBP("RIFF", 16_000_000);

    private static final int LOOKED_AT = 1_024;
    private static final int END = 0xD9;

    private final String beginning;
    private final long mostPixels;

    Format(String beginning, long mostPixels) {
        this.beginning = beginning;
        this.mostPixels = mostPixels;
    }

    static Optional<Format> of(byte[] file) {
        return Arrays.stream(values())
                .filter(format -> format.begins(file))
                .filter(format -> format != WEBP || text(file, 8, 12).equals("WEBP"))
                .findFirst();
    }

    /** Why a file that is none of these is not taken. */
    static Refusal refusal(byte[] file) {
        if (text(file, 0, 4).equals("GIF8")) {
            return Refusal.GIF;
        }
        var beginning = text(file, 0, LOOKED_AT).toLowerCase(Locale.ROOT);
        return beginning.contains("<svg") || beginning.contains("<!doctype svg") ? Refusal.SVG : Refusal.NO_PICTURE;
    }

    boolean takes(long width, long height) {
        return width > 0 && height > 0 && width * height <= mostPixels;
    }

    /** Whether the file goes on to the picture's end; some decoders fill what is missing with grey. */
    boolean isWhole(byte[] file) {
        return switch (this) {
            case PNG, WEBP -> true;
            case JPEG -> ends(file);
        };
    }

    /** From segment to segment (ITU-T T.81, B.1.1) to the marker of the end; what a camera has put into a segment, such as a preview, has ends of its own. */
    private static boolean ends(byte[] file) {
        var at = 2;
        while (at + 1 < file.length) {
            var marker = file[at] == (byte) 0xFF ? file[at + 1] & 0xFF : 0;
            if (marker == END) {
                return true;
            }
            at += standsAlone(marker) ? 1 : 2 + length(file, at + 2);
        }
        return false;
    }

    private static boolean standsAlone(int marker) {
        return marker < 0xC0 || (marker >= 0xD0 && marker <= 0xD7) || marker == 0xFF;
    }

    private static int length(byte[] file, int at) {
        return at + 1 < file.length ? ((file[at] & 0xFF) << 8) | (file[at + 1] & 0xFF) : file.length;
    }

    private boolean begins(byte[] file) {
        return file.length > beginning.length()
                && text(file, 0, beginning.length()).equals(beginning);
    }

    private static String text(byte[] file, int from, int to) {
        var start = Math.min(from, file.length);
        return new String(file, start, Math.min(to, file.length) - start, StandardCharsets.ISO_8859_1);
    }
}
