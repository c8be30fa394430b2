package market.tessera.provider.attachment;

import java.io.IOException;
import java.io.OutputStream;

/** A photograph without what a camera or a program has noted in it, such as where it was taken. */
final class Jpeg {
    private static final int START = 0xD8;
    private static final int SCAN = 0xDA;
    private static final int COMMENT = 0xFE;
    private static final int FIRST_NOTE = 0xE0;
    private static final int LAST_NOTE = 0xEF;
    /** Density, and the profile and transformation of colours: without these it would be shown differently. */
    private static final int DENSITY = 0xE0;

    private static final int PROFILE = 0xE2;
    private static final int TRANSFORMATION = 0xEE;

    private Jpeg() {}

    /** From segment to segment (ITU-T T.81, B.1.1) up to the first scan; what is no such file stays as it is. */
    static void writeBare(byte[] file, OutputStream bare) throws IOException {
        if (!isMarker(file, 0) || marker(file, 0) != START) {
            bare.write(file);
            return;
        }
        bare.write(file, 0, 2);
        var at = 2;
        while (isMarker(file, at) && marker(file, at) != SCAN && at + 4 <= file.length) {
            var length = 2 + (((file[at + 2] & 0xFF) << 8) | (file[at + 3] & 0xFF));
            if (at + length > file.length) {
                break;
            }
            if (!isNote(marker(file, at))) {
                bare.write(file, at, length);
            }
            at += length;
        }
        bare.write(file, at, file.length - at);
    }

    private static boolean isNote(int marker) {
        return marker == COMMENT
                || (marker >= FIRST_NOTE
                        && marker <= LAST_NOTE
                        && marker != DENSITY
                        && marker != PROFILE
                        && marker != TRANSFORMATION);
    }

    private static boolean isMarker(byte[] file, int at) {
        return at + 1 < file.length && file[at] == (byte) 0xFF;
    }

    private static int marker(byte[] file, int at) {
        return file[at + 1] & 0xFF;
    }
}
