package market.tessera.provider.pdf;

import static market.tessera.provider.pdf.TestPdfs.bomb;
import static market.tessera.provider.pdf.TestPdfs.byHand;
import static market.tessera.provider.pdf.TestPdfs.deflated;
import static market.tessera.provider.pdf.TestPdfs.joined;
import static market.tessera.provider.pdf.TestPdfs.latin;
import static market.tessera.provider.pdf.TestPdfs.page;
import static market.tessera.provider.pdf.TestPdfs.repeated;
import static market.tessera.provider.pdf.TestPdfs.stream;
import static market.tessera.provider.pdf.TestPdfs.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import market.tessera.provider.media.Content;
import market.tessera.provider.media.Refusal;
import market.tessera.provider.media.TestPictures;
import market.tessera.provider.pdf.CleanPdf.Reading;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusedPdfTests extends PdfSteps {
    /** A page that is drawn with a picture. */
    private static byte[] pictured(String dictionary, byte[] picture) {
        return byHand(page("/Group<</X 5 0 R>>"), text(), stream("/Subtype/Image" + dictionary, picture));
    }

    /** A photograph whose frame (T.81, B.2.2) says that it is larger than it is. */
    private static byte[] sized(byte[] photograph, int side) {
        var changed = photograph.clone();
        for (var at = 2; at + 9 < changed.length; at++) {
            if (changed[at] == (byte) 0xFF && changed[at + 1] == (byte) 0xC0) {
                changed[at + 5] = (byte) (side >> 8);
                changed[at + 6] = (byte) side;
                changed[at + 7] = (byte) (side >> 8);
                changed[at + 8] = (byte) side;
            }
        }
        return changed;
    }

    static Stream<Arguments> refused() {
        var good = TestPdfs.of(2);
        var deep = repeated("[", 50_000) + repeated("]", 50_000);
        return Stream.of(
                Arguments.of(Refusal.EMPTY, "nothing", new byte[0]),
                Arguments.of(Refusal.NO_PDF, "a picture", TestPictures.png(8, 8)),
                Arguments.of(Refusal.NO_PDF, "a page", latin("<html><script>alert(1)</script></html>")),
                Arguments.of(Refusal.TWO_FILES, "a page before it", joined(latin("<script>alert(1)</script>"), good)),
                Arguments.of(
                        Refusal.TWO_FILES, "an archive behind it", joined(good, latin("PK\5\6" + "\0".repeat(18)))),
                Arguments.of(Refusal.BROKEN_PDF, "half of one", Arrays.copyOf(good, good.length / 2)),
                Arguments.of(Refusal.BROKEN_PDF, "no pages", byHand(latin("<</Type/Pages/Kids[]>>"))),
                Arguments.of(Refusal.BROKEN_PDF, "nothing but an end", latin("%PDF-1.7\n%%EOF")),
                Arguments.of(
                        Refusal.ENCRYPTED,
                        "a password",
                        locked("to open it", AccessPermission.getOwnerAccessPermission())),
                Arguments.of(Refusal.ENCRYPTED, "no printing", locked("", new AccessPermission(0))),
                Arguments.of(Refusal.TOO_MANY_PAGES, "301 pages", TestPdfs.of(301)),
                Arguments.of(
                        Refusal.TOO_COMPLEX,
                        "a page of 300 MB",
                        byHand(page(""), stream("/Filter/FlateDecode", bomb(300, 1)))),
                Arguments.of(
                        Refusal.TOO_COMPLEX,
                        "packed twice",
                        byHand(page(""), stream("/Filter[/FlateDecode/FlateDecode]", bomb(300, 2)))),
                Arguments.of(Refusal.TOO_COMPLEX, "nested values", byHand(page("/Group " + deep), text())),
                Arguments.of(
                        Refusal.TOO_COMPLEX,
                        "a picture of 10,000 megapixels",
                        byHand(
                                page("/Group<</X 5 0 R>>"),
                                text(),
                                stream("/Subtype/Image/Filter/DCTDecode/Width 100000/Height 100000", latin("x")))),
                Arguments.of(
                        Refusal.TOO_COMPLEX,
                        "a photograph that says itself how large it is",
                        pictured("/Filter/DCTDecode/Width 8/Height 8", sized(TestPictures.jpeg(8, 8), 60_000))),
                Arguments.of(
                        Refusal.TOO_COMPLEX,
                        "a facsimile of 3,600 megapixels",
                        pictured(
                                "/Filter/CCITTFaxDecode/Width 8/Height 8/DecodeParms<</K -1/Columns 60000/Rows 60000>>",
                                latin("x"))),
                Arguments.of(
                        Refusal.BROKEN_PDF,
                        "a photograph that is none",
                        pictured("/Filter/DCTDecode/Width 8/Height 8", latin("GIF89a"))),
                Arguments.of(
                        Refusal.BROKEN_PDF,
                        "half a photograph",
                        pictured(
                                "/Filter/DCTDecode/Width 8/Height 8",
                                Arrays.copyOf(TestPictures.jpeg(8, 8), TestPictures.jpeg(8, 8).length / 4))),
                Arguments.of(
                        Refusal.UNREAD_PICTURE,
                        "a picture in JPEG 2000",
                        pictured("/Filter/JPXDecode/Width 8/Height 8", latin("x"))),
                Arguments.of(
                        Refusal.UNREAD_PICTURE,
                        "a picture in JBIG2",
                        pictured("/Filter[/FlateDecode/JBIG2Decode]/Width 8/Height 8", latin("x"))),
                Arguments.of(
                        Refusal.TOO_COMPLEX, "values packed in a bomb", packedValues(bomb(300, 1), "/FlateDecode")),
                Arguments.of(
                        Refusal.TOO_COMPLEX,
                        "values packed in a bomb of another kind",
                        packedValues(hex(bomb(300, 1)), "[/AHx/Fl]")),
                Arguments.of(
                        Refusal.TOO_COMPLEX,
                        "a million empty values",
                        packedValues(deflated("3 0 [" + repeated("<<>>", 1_200_000) + "]"), "/FlateDecode")),
                Arguments.of(
                        Refusal.TOO_COMPLEX,
                        "a photograph of 30 MB",
                        byHand(
                                page("/Group<</X 5 0 R>>"),
                                text(),
                                stream("/Subtype/Image/Filter[/FlateDecode/DCTDecode]", bomb(30, 1)))),
                Arguments.of(
                        Refusal.TOO_COMPLEX,
                        "links that share their numbers",
                        byHand(
                                page("/Annots[" + repeated("5 0 R ", 2_000) + "]"),
                                text(),
                                link("/Rect[0 0 9 9]/QuadPoints[" + repeated("1 ", 900_000) + "]"))),
                Arguments.of(
                        Refusal.TOO_COMPLEX,
                        "names that share their places",
                        TestPdfs.naming(
                                "/Names<</Dests<</Kids[" + repeated("<</Names 5 0 R>>", 1_000) + "]>>>>",
                                page(""),
                                text(),
                                latin("[" + repeated("(a)[3 0 R/Fit]", 10_000) + "]"))),
                Arguments.of(
                        Refusal.TOO_COMPLEX,
                        "pages that share their pieces",
                        TestPdfs.sharing(
                                300,
                                "",
                                "/Contents 3 0 R",
                                latin("[" + repeated("4 0 R ", 10_000) + "]"),
                                stream("", new byte[0]))),
                Arguments.of(Refusal.TOO_COMPLEX, "a table without an end", endlessTable()));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void refused(Refusal why, String what, byte[] file) {
        assertThat(CleanPdf.read(Content.of(file), LABEL, 300)).as(what).isEqualTo(new Reading.Refused(why));
    }

    @Test
    void refusesAPageThatStandsInTwoPlaces() {
        var objects = new ArrayList<byte[]>();
        objects.add(latin("<</Type/Catalog/Pages 2 0 R>>"));
        objects.add(latin("<</Type/Pages/Kids[3 0 R 2 0 R]/Count 9>>"));
        objects.add(page(""));
        objects.add(text());

        assertThat(CleanPdf.read(Content.of(TestPdfs.file(objects)), LABEL, 300))
                .isEqualTo(new Reading.Refused(Refusal.BROKEN_PDF));
    }

    @Test
    void givesUpWhenItTakesTooLong() {
        var now = new AtomicLong();
        LongSupplier everyLookIsASecond = () -> now.addAndGet(1_000_000_000L);

        assertThat(CleanPdf.read(Content.of(TestPdfs.of(300)), LABEL, 300, everyLookIsASecond))
                .isEqualTo(new Reading.Refused(Refusal.TOO_COMPLEX));
    }

    /** An object stream in place of the page. */
    private static byte[] packedValues(byte[] content, String filter) {
        var objects = new ArrayList<byte[]>();
        objects.add(latin("<</Type/Catalog/Pages 2 0 R>>"));
        objects.add(latin("<</Type/Pages/Kids[3 0 R]/Count 1>>"));
        objects.add(latin("null"));
        objects.add(stream("/Type/ObjStm/N 1/First 4/Filter" + filter, content));
        return TestPdfs.withPacked(objects, 3, 4);
    }

    private static byte[] hex(byte[] content) {
        return latin(HexFormat.of().formatHex(content) + ">");
    }

    /** A table of objects that says it has two thousand million of no length. */
    private static byte[] endlessTable() {
        var table = stream("/Type/XRef/Root 1 0 R/Size 2000000000/W[0 0 0]", latin("x"));
        return joined(latin("%PDF-1.7\n1 0 obj\n"), table, latin("\nendobj\nstartxref\n9\n%%EOF\n"));
    }

    private static byte[] locked(String password, AccessPermission permission) {
        return TestPdfs.with(
                1, document -> document.protect(new StandardProtectionPolicy("owner", password, permission)));
    }
}
