package market.tessera.document;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A document as it is sent: JSON, on one line. */
public final class IndexDocument {
    private final Kind kind;
    private final String id;
    private final long version;
    private final byte[] source;

    /** @param version external version, see {@link DocumentVersion} */
    IndexDocument(Kind kind, String id, long version, byte[] source) {
        this.kind = kind;
        this.id = id;
        this.version = version;
        this.source = source;
    }

    public Kind kind() {
        return kind;
    }

    public String id() {
        return id;
    }

    public long version() {
        return version;
    }

    /** In bytes. */
    public int length() {
        return source.length;
    }

    public void writeTo(ByteArrayOutputStream out) {
        out.writeBytes(source);
    }

    public String source() {
        return new String(source, StandardCharsets.UTF_8);
    }
}
