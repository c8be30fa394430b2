package market.tessera.provider.reading;

import java.nio.charset.Charset;
import java.nio.file.Path;

/**
 * A file that waits in the spool.
 *
 * @param name of the input that it is for
 * @param encoding in which it can be read
 */
public record SpooledInput(String name, Path file, String encoding, long bytes) {
    public Charset charset() {
        return Charset.forName(encoding);
    }
}
