package market.tessera.provider.pdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSInputStream;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.DecodeOptions;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadView;
import org.apache.pdfbox.pdfparser.PDFObjectStreamParser;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdfparser.XrefTrailerResolver;
import org.jspecify.annotations.Nullable;

/**
 * PDFBox's parser, made to count. By itself it unpacks whatever a file says, and keeps every value of it: here each value, each entry of the
 * table of objects and each unpacked byte is taken from an allowance, and nothing is ever decrypted.
 */
final class GuardedParser extends PDFParser {
    /** Of a stream that is part of the file's own structure. */
    private static final long MOST_STRUCTURE = 16L * 1024 * 1024;

    private static final int MOST_OBJECTS = 300_000;

    private final Allowance allowance;
    private final Map<Long, Map<COSObjectKey, COSBase>> unpacked = new HashMap<>();

    GuardedParser(ByteBuffer file, Allowance allowance) throws IOException {
        super(new GuardedSource(file, allowance));
        this.allowance = allowance;
        this.document = new Counted();
        this.xrefTrailerResolver = new Objects();
    }

    /** The file wants a password, or would if it were opened. */
    static final class Encrypted extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    protected void prepareDecryption() {
        if (document.isEncrypted()) {
            throw new Encrypted();
        }
    }

    @Override
    protected COSBase parseDirObject() throws IOException {
        allowance.begin();
        try {
            return super.parseDirObject();
        } finally {
            allowance.end();
        }
    }

    @Override
    protected @Nullable COSBase parseObjectStreamObject(long stream, COSObjectKey key) throws IOException {
        var known = unpacked.get(stream);
        if (known == null) {
            known = unpacked(document.getObjectFromPool(getObjectKey(stream, 0)).getObject());
            unpacked.put(stream, known);
        }
        return known.remove(key);
    }

    private Map<COSObjectKey, COSBase> unpacked(@Nullable COSBase stream) throws IOException {
        return stream instanceof COSStream packed ? new Packed(packed, document).parseAllObjects() : new HashMap<>();
    }

    private final class Packed extends PDFObjectStreamParser {
        Packed(COSStream stream, COSDocument document) throws IOException {
            super(stream, document);
        }

        @Override
        protected COSBase parseDirObject() throws IOException {
            allowance.begin();
            try {
                return super.parseDirObject();
            } finally {
                allowance.end();
            }
        }
    }

    /** The table of objects, which a few bytes can make as long as they like. */
    private final class Objects extends XrefTrailerResolver {
        private int entries;

        @Override
        public void setXRef(COSObjectKey key, long offset) {
            allowance.step();
            if (++entries > MOST_OBJECTS) {
                throw new Allowance.Exceeded();
            }
            super.setXRef(key, offset);
        }
    }

    private final class Counted extends COSDocument {
        Counted() {
            super(MemoryUsageSetting.setupMainMemoryOnly(MOST_STRUCTURE).streamCache, GuardedParser.this);
        }

        @Override
        public COSStream createCOSStream(COSDictionary dictionary, long start, long length) throws IOException {
            var stream = new Guarded(createRandomAccessReadView(start, length));
            dictionary.forEach(stream::setItem);
            stream.setKey(dictionary.getKey());
            return stream;
        }
    }

    private final class Guarded extends COSStream {
        Guarded(RandomAccessReadView raw) throws IOException {
            super(null, raw);
        }

        @Override
        public RandomAccessRead createView() throws IOException {
            return new GuardedSource(ByteBuffer.wrap(new Unpacking(this, allowance).whole(MOST_STRUCTURE)), allowance);
        }

        /** Has no limit that could be set. */
        @Override
        public COSInputStream createInputStream(DecodeOptions options) throws IOException {
            throw new IOException("Streams are unpacked within limits");
        }
    }
}
