package market.tessera.storefront.export;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import market.tessera.storefront.export.LastExport.Base;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;

/** The segments of an export that was kept, between the pieces that make a file of gzip of them. */
final class KeptSegments {
    private final InputStream file;
    private final List<Integer> pieces;
    private int next;

    private KeptSegments(Base base) {
        this.file = new BufferedInputStream(base.file());
        this.pieces = base.pieces();
    }

    /** One by one, as they are asked for, on the thread that asks; closes the file, whoever ends it. */
    static Flux<Segment> of(Base base) {
        return Flux.generate(() -> new KeptSegments(base), KeptSegments::tell, KeptSegments::close);
    }

    private KeptSegments tell(SynchronousSink<Segment> reader) {
        try {
            if (next == 0) {
                read();
            }
            if (next < pieces.size() - 1) {
                reader.next(Segment.unpacked(read()));
            } else {
                reader.complete();
            }
        } catch (IOException failure) {
            reader.error(failure);
        }
        return this;
    }

    private byte[] read() throws IOException {
        var length = pieces.get(next++);
        var piece = file.readNBytes(length);
        if (piece.length < length) {
            throw new EOFException("A kept export is shorter than it was");
        }
        return piece;
    }

    private void close() {
        try {
            file.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
