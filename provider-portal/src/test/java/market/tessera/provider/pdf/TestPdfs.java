package market.tessera.provider.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** Documents as people send them, and as others do. */
public final class TestPdfs {
    private static final String PAGE_OF_TEXT = "BT /F1 12 Tf 72 700 Td (Week 1: wind and waves) Tj ET";

    private TestPdfs() {}

    /** What somebody does to a document before it is saved. */
    interface Change {
        void to(PDDocument document) throws IOException;
    }

    /** With a text on every page. */
    public static byte[] of(int pages) {
        return with(pages, _ -> {});
    }

    static byte[] with(int pages, Change change) {
        return saved(pages, change, CompressParameters.NO_COMPRESSION);
    }

    /** With a stream of so many bytes that cannot be packed. */
    public static byte[] heavy(int size) {
        var noise = new byte[size];
        new Random(1).nextBytes(noise);
        return byHand(page("/Group<</X 5 0 R>>"), text(), stream("", noise));
    }

    /** As most programs write it, with its values packed into streams. */
    static byte[] packed(int pages) {
        return saved(pages, _ -> {}, CompressParameters.DEFAULT_COMPRESSION);
    }

    private static byte[] saved(int pages, Change change, CompressParameters how) {
        try (var document = new PDDocument()) {
            for (var page = 0; page < pages; page++) {
                document.addPage(new PDPage());
                try (var text = new PDPageContentStream(document, document.getPage(page))) {
                    text.beginText();
                    text.setFont(new PDType1Font(FontName.HELVETICA), 12);
                    text.newLineAtOffset(72, 700);
                    text.showText("Week %d: wind and waves".formatted(page + 1));
                    text.endText();
                }
            }
            change.to(document);
            var file = new ByteArrayOutputStream();
            document.save(file, how);
            return file.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * A file written by hand: its objects from 1 on, of which the first is the catalogue and the second the pages' tree with the third in it.
     *
     * @param others objects from 3 on, the page first
     */
    static byte[] byHand(byte[]... others) {
        return naming("", others);
    }

    static byte[] file(List<byte[]> objects) {
        var file = new ByteArrayOutputStream();
        file.writeBytes(latin("%PDF-1.7\n"));
        var places = new ArrayList<Integer>();
        for (var at = 0; at < objects.size(); at++) {
            places.add(file.size());
            file.writeBytes(latin("%d 0 obj\n".formatted(at + 1)));
            file.writeBytes(objects.get(at));
            file.writeBytes(latin("\nendobj\n"));
        }
        var table = file.size();
        file.writeBytes(latin("xref\n0 %d\n0000000000 65535 f \n".formatted(places.size() + 1)));
        places.forEach(place -> file.writeBytes(latin("%010d 00000 n \n".formatted(place))));
        file.writeBytes(latin(
                "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n".formatted(places.size() + 1, table)));
        return file.toByteArray();
    }

    /** With an object that lies in a stream of objects, which only a packed table can say. */
    static byte[] withPacked(List<byte[]> objects, int packed, int in) {
        var file = new ByteArrayOutputStream();
        file.writeBytes(latin("%PDF-1.7\n"));
        var table = new ByteArrayOutputStream();
        table.writeBytes(entry(0, 0, 255));
        for (var at = 1; at <= objects.size(); at++) {
            table.writeBytes(at == packed ? entry(2, in, 0) : entry(1, file.size(), 0));
            file.writeBytes(latin("%d 0 obj\n".formatted(at)));
            file.writeBytes(objects.get(at - 1));
            file.writeBytes(latin("\nendobj\n"));
        }
        var place = file.size();
        table.writeBytes(entry(1, place, 0));
        file.writeBytes(latin("%d 0 obj\n".formatted(objects.size() + 1)));
        file.writeBytes(
                stream("/Type/XRef/Root 1 0 R/Size %d/W[1 4 1]".formatted(objects.size() + 2), table.toByteArray()));
        file.writeBytes(latin("\nendobj\nstartxref\n%d\n%%%%EOF\n".formatted(place)));
        return file.toByteArray();
    }

    private static byte[] entry(int type, int place, int more) {
        return ByteBuffer.allocate(6)
                .put((byte) type)
                .putInt(place)
                .put((byte) more)
                .array();
    }

    /**
     * Of so many pages.
     *
     * @param handedDown what the pages' tree says for all of them
     * @param more what each page says
     * @param shared objects from 3 on, which all may refer to
     */
    static byte[] sharing(int pages, String handedDown, String more, byte[]... shared) {
        var objects = new ArrayList<byte[]>();
        var first = 3 + shared.length;
        objects.add(latin("<</Type/Catalog/Pages 2 0 R>>"));
        objects.add(
                latin("<</Type/Pages/Count %d%s/Kids[%s]>>".formatted(pages, handedDown, references(first, pages))));
        objects.addAll(Arrays.asList(shared));
        for (var page = 0; page < pages; page++) {
            objects.add(latin("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%s>>".formatted(more)));
        }
        return file(objects);
    }

    private static String references(int first, int count) {
        return String.join(
                " ",
                IntStream.range(first, first + count)
                        .mapToObj("%d 0 R"::formatted)
                        .toList());
    }

    static String members(int count) {
        return String.join(
                "", IntStream.range(0, count).mapToObj("/F%d 1"::formatted).toList());
    }

    /** @param catalogue what the document says besides */
    static byte[] naming(String catalogue, byte[]... others) {
        var objects = new ArrayList<byte[]>();
        objects.add(latin("<</Type/Catalog/Pages 2 0 R%s>>".formatted(catalogue)));
        objects.add(latin("<</Type/Pages/Kids[3 0 R]/Count 1>>"));
        objects.addAll(Arrays.asList(others));
        return file(objects);
    }

    static byte[] page(String more) {
        return latin(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>%s>>".formatted(more));
    }

    static byte[] text() {
        return stream("", PAGE_OF_TEXT.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** @param dictionary members, but for the length */
    static byte[] stream(String dictionary, byte[] content) {
        return joined(
                latin("<<%s/Length %d>>\nstream\n".formatted(dictionary, content.length)),
                content,
                latin("\nendstream"));
    }

    /** Zeros that a few bytes stand for, packed as often as given. */
    static byte[] bomb(int megabytes, int times) {
        var packed = deflated(out -> {
            for (var at = 0; at < megabytes; at++) {
                out.write(new byte[1024 * 1024]);
            }
        });
        for (var at = 1; at < times; at++) {
            var once = packed;
            packed = deflated(out -> out.write(once));
        }
        return packed;
    }

    private interface Writing {
        void to(DeflaterOutputStream out) throws IOException;
    }

    private static byte[] deflated(Writing writing) {
        var packed = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (var out = new DeflaterOutputStream(packed, deflater)) {
            writing.to(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    static byte[] deflated(String text) {
        return deflated(out -> out.write(latin(text)));
    }

    static String repeated(String text, int times) {
        return String.join("", IntStream.range(0, times).mapToObj(_ -> text).toList());
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }
}
