package market.tessera.checkout.credential;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Collection;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The bits of a status list (W3C Bitstring Status List, section 3): one per credential, first entry in the highest bit of the first byte,
 * compressed, in multibase.
 */
public final class StatusBits {
    /** Entries of one list; the specification's least, so that a list says little about one credential. */
    public static final int ENTRIES = 131_072;

    /** As far as a list of somebody else's is unpacked: 16 MiB. */
    private static final int MOST_ENTRIES = 1 << 27;

    private static final char BASE64URL = 'u';

    private StatusBits() {}

    /** @param set the positions of credentials whose status holds, such as the revoked */
    public static String encode(Collection<Integer> set) {
        var bits = new byte[ENTRIES / Byte.SIZE];
        set.forEach(position -> bits[position / Byte.SIZE] |= (byte) mask(position));
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bits);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return BASE64URL + Base64.getUrlEncoder().withoutPadding().encodeToString(compressed.toByteArray());
    }

    /** @throws UnreadableCredential if that is no encoded list, or the position is beyond it */
    public static boolean isSet(String encoded, int position) {
        try (var gzip = new GZIPInputStream(
                new ByteArrayInputStream(Base64.getUrlDecoder().decode(encoded.substring(1))))) {
            if (position < 0 || position >= MOST_ENTRIES) {
                throw new EOFException("Beyond what a list can hold");
            }
            gzip.skipNBytes(position / Byte.SIZE);
            var bits = gzip.read();
            if (bits < 0) {
                throw new EOFException("Beyond the list");
            }
            return (bits & mask(position)) != 0;
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            throw new UnreadableCredential("Not a bitstring status list", unreadable);
        }
    }

    private static int mask(int position) {
        return 0x80 >> (position % Byte.SIZE);
    }
}
