package market.tessera.provider.pdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** Bytes of which every reading counts, so that no parser goes round in them for ever. */
final class GuardedSource extends RandomAccessReadBuffer {
    private final Allowance allowance;

    GuardedSource(ByteBuffer bytes, Allowance allowance) {
        super(bytes);
        this.allowance = allowance;
    }

    @Override
    public int read() throws IOException {
        allowance.step();
        return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        allowance.step();
        return super.read(bytes, offset, length);
    }

    @Override
    public boolean isEOF() throws IOException {
        allowance.step();
        return super.isEOF();
    }
}
