package market.tessera.provider.attachment;

import static market.tessera.provider.attachment.TestPdfs.bomb;
import static market.tessera.provider.attachment.TestPdfs.byHand;
import static market.tessera.provider.attachment.TestPdfs.deflated;
import static market.tessera.provider.attachment.TestPdfs.joined;
import static market.tessera.provider.attachment.TestPdfs.latin;
import static market.tessera.provider.attachment.TestPdfs.page;
import static market.tessera.provider.attachment.TestPdfs.repeated;
import static market.tessera.provider.attachment.TestPdfs.stream;
import static market.tessera.provider.attachment.TestPdfs.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import market.tessera.provider.attachment.CleanPdf.Label;
import market.tessera.provider.attachment.CleanPdf.Reading;
import market.tessera.provider.media.Content;
import market.tessera.provider.media.Refusal;
import market.tessera.provider.media.TestPictures;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDJavascriptNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.interactive.action.PDAction;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionGoTo;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.action.PDPageAdditionalActions;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationRubberStamp;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CleanPdfTests {
    private static final Label LABEL = new Label("Syllabus, spring 2027", "en");

    @Test
    void keepsPagesTheirPicturesLinksContentsAndHowTheyAreReadAloud() throws IOException {
        var file = TestPdfs.with(3, document -> {
            document.getDocumentCatalog().setLanguage("nb");
            pictures(document);
            stamp(document);
            link(document, address("https://nordkyst.example/fees"));
            link(document, address("mailto:studies@nordkyst.example"));
            var inside = new PDActionGoTo();
            inside.setDestination(third(document));
            link(document, inside);
            var outline = new PDDocumentOutline();
            var week = new PDOutlineItem();
            week.setTitle("Week 3");
            week.setDestination(third(document));
            outline.addLast(week);
            document.getDocumentCatalog().setDocumentOutline(outline);
            var root = new PDStructureTreeRoot();
            var heading = new PDStructureElement("H1", root);
            heading.setPage(document.getPage(0));
            heading.setAlternateDescription("The first week");
            root.appendKid(heading);
            document.getDocumentCatalog().setStructureTreeRoot(root);
        });

        var clean = read(file);

        assertThat(clean.pages()).isEqualTo(3);
        try (var before = Loader.loadPDF(file);
                var after = open(clean)) {
            assertThat(new PDFTextStripper().getText(after)).isEqualTo(new PDFTextStripper().getText(before));
            assertThat(pixels(after)).isEqualTo(pixels(before));
            assertThat(after.getDocumentCatalog().getLanguage()).isEqualTo("nb");
            assertThat(after.getDocumentInformation().getTitle()).isEqualTo("Syllabus, spring 2027");
            assertThat(after.getDocumentCatalog()
                            .getDocumentOutline()
                            .getFirstChild()
                            .findDestinationPage(after))
                    .isEqualTo(after.getPage(2));
            assertThat(after.getPage(1).getAnnotations()).isEmpty();
            var links = after.getPage(0).getAnnotations();
            assertThat(links).hasSize(3).allMatch(PDAnnotationLink.class::isInstance);
            assertThat(((PDActionURI) ((PDAnnotationLink) links.getFirst()).getAction()).getURI())
                    .isEqualTo("https://nordkyst.example/fees");
            var heading = (PDStructureElement)
                    after.getDocumentCatalog().getStructureTreeRoot().getKids().getFirst();
            assertThat(heading.getAlternateDescription()).isEqualTo("The first week");
            assertThat(heading.getPage()).isEqualTo(after.getPage(0));
        }
    }

    @Test
    void keepsNothingThatRunsOrIsHiddenInTheFile() throws IOException {
        var file = TestPdfs.with(1, CleanPdfTests::everythingThatRuns);
        var hand = byHand(
                page(
                        "/AA<</O<</S/JavaScript/JS(app.alert(1))>>>>/Annots[<</Subtype/Screen/Rect[0 0 9 9]/A<</S/Launch/F(c.exe)>>>>]"
                                + "/PieceInfo<</X 5 0 R>>/Metadata 5 0 R/Tabs/S"),
                joined(latin("<</F(\\\\\\\\evil\\\\share)/FFilter/FlateDecode/Length 3>>\nstream\nabc\nendstream")),
                stream("/Type/EmbeddedFile", latin("MZ-this-is-a-program")));

        for (var kept : List.of(written(read(file)), written(read(hand)))) {
            assertThat(kept)
                    .startsWith("%PDF-1.7")
                    .doesNotContain(
                            "/JS",
                            "/JavaScript",
                            "/Launch",
                            "/OpenAction",
                            "/AA",
                            "/EmbeddedFile",
                            "/Filespec",
                            "/AcroForm",
                            "/Names",
                            "/SubmitForm",
                            "javascript:",
                            "/FFilter",
                            "evil",
                            "/PieceInfo",
                            "/Metadata",
                            "Ane Author",
                            "MZ-this",
                            "app.alert",
                            "/Screen",
                            "/Text");
        }
        assertThat(new PDFTextStripper().getText(open(read(file)))).contains("Week 1: wind and waves");
    }

    private static void everythingThatRuns(PDDocument document) throws IOException {
        var catalog = document.getDocumentCatalog();
        var script = new PDActionJavaScript("app.alert('hello')");
        catalog.setOpenAction(script);
        var names = new PDDocumentNameDictionary(catalog);
        var scripts = new PDJavascriptNameTreeNode();
        scripts.setNames(Map.of("start", script));
        names.setJavascript(scripts);
        var inside = new PDComplexFileSpecification();
        inside.setFile("program.exe");
        inside.setEmbeddedFile(new PDEmbeddedFile(document, new ByteArrayInputStream(latin("MZ-this-is-a-program"))));
        var files = new PDEmbeddedFilesNameTreeNode();
        files.setNames(Map.of("program.exe", inside));
        names.setEmbeddedFiles(files);
        catalog.setNames(names);
        var form = new PDAcroForm(document);
        form.getCOSObject().setString(COSName.getPDFName("XFA"), "<xdp/>");
        catalog.setAcroForm(form);
        var opened = new PDPageAdditionalActions();
        opened.setO(script);
        document.getPage(0).setActions(opened);
        catalog.setMetadata(new PDMetadata(document, new ByteArrayInputStream(latin("by Ane Author"))));
        document.getDocumentInformation().setAuthor("Ane Author");
        link(document, address("javascript:alert(1)"));
        link(document, new PDActionLaunch());
        var note = new PDAnnotationText();
        note.setContents("Ane Author: not ready");
        document.getPage(0).getAnnotations().add(note);
        var named = new COSDictionary();
        named.setItem(COSName.JS, script.getCOSObject());
        document.getPage(0).getResources().getCOSObject().setItem("Script", named);
    }

    @Test
    void makesTheSameOfTheSame() {
        var file = TestPdfs.packed(2);

        assertThat(read(file).content()).isEqualTo(read(file).content());
    }

    @Test
    void leavesOutWhatACameraNotedInAPhotograph() throws IOException {
        var noted = TestPictures.noted(TestPictures.jpeg(40, 30), 1, "69.6492 N, 18.9553 E");
        var file = TestPdfs.with(1, document -> {
            try (var pen = new PDPageContentStream(
                    document, document.getPage(0), PDPageContentStream.AppendMode.APPEND, true)) {
                pen.drawImage(JPEGFactory.createFromByteArray(document, noted), 100, 100);
            }
        });
        assertThat(Content.of(file).text(0, file.length)).contains("69.6492");

        var clean = read(file);

        assertThat(written(clean)).doesNotContain("69.6492").contains("/DCTDecode");
        try (var before = Loader.loadPDF(file);
                var after = open(clean)) {
            assertThat(pixels(after)).isEqualTo(pixels(before));
        }
    }

    @Test
    void makesPlainPixelsOfAFacsimile() throws IOException {
        var page = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_BINARY);
        page.createGraphics().fillRect(8, 8, 30, 30);
        var file = TestPdfs.with(1, document -> {
            try (var pen = new PDPageContentStream(
                    document, document.getPage(0), PDPageContentStream.AppendMode.APPEND, true)) {
                pen.drawImage(CCITTFactory.createFromImage(document, page), 100, 100);
            }
        });
        assertThat(Content.of(file).text(0, file.length)).contains("/CCITTFaxDecode");

        var clean = read(file);

        assertThat(written(clean)).doesNotContain("CCITTFaxDecode");
        try (var before = Loader.loadPDF(file);
                var after = open(clean)) {
            assertThat(pixels(after)).isEqualTo(pixels(before));
        }
    }

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
    void leavesOfALinkNoMoreNumbersThanItNeeds() throws IOException {
        var numbers = "[" + repeated("7 ", 100_000) + "]";
        var file = byHand(
                page("/Annots[5 0 R]"),
                text(),
                link("/Rect" + numbers + "/Border" + numbers + "/C" + numbers + "/QuadPoints" + numbers));

        var link = open(read(file)).getPage(0).getAnnotations().getFirst().getCOSObject();

        assertThat(Stream.of("Rect", "Border", "C", "QuadPoints")
                        .map(name -> link.getCOSArray(COSName.getPDFName(name)).size()))
                .containsExactly(4, 4, 4, 1_000);
    }

    @Test
    void keepsOnceWhatPagesShare() throws IOException {
        var members = "<<" + TestPdfs.members(9_000) + ">>";
        var named = TestPdfs.sharing(300, "", "/Resources<</Font 3 0 R>>", latin(members));
        var handedDown = TestPdfs.sharing(300, "/Resources<</Font" + members + ">>", "");

        for (var file : List.of(named, handedDown)) {
            var clean = read(file);

            assertThat(clean.content().size()).isLessThan(500_000);
            try (var after = open(clean)) {
                assertThat(after.getPage(299)
                                .getResources()
                                .getCOSObject()
                                .getCOSDictionary(COSName.FONT)
                                .size())
                        .isEqualTo(9_000);
            }
        }
    }

    @Test
    void findsPlacesByTheirNames() throws IOException {
        var file = TestPdfs.naming(
                "/Outlines 7 0 R/Names<</Dests 5 0 R>>/Dests<</old[3 0 R/Fit]>>",
                page("/Annots[<</Subtype/Link/Rect[0 0 9 9]/Dest(new)>><</Subtype/Link/Rect[0 0 9 9]/Dest/old>>"
                        + "<</Subtype/Link/Rect[0 0 9 9]/Dest(unknown)>>]"),
                text(),
                latin("<</Kids[5 0 R 6 0 R]>>"),
                latin("<</Names[(new)<</D[3 0 R/XYZ 1 2 3]>>]>>"),
                latin("<</First 8 0 R>>"),
                latin("<</Title(Fees)/Dest(new)/Next 9 0 R>>"),
                latin("<</Title(" + "x".repeat(5_000) + ")/Dest(new)>>"));

        try (var after = open(read(file))) {
            assertThat(after.getPage(0).getAnnotations())
                    .hasSize(2)
                    .allSatisfy(link -> assertThat(link.getCOSObject()
                                    .getCOSArray(COSName.DEST)
                                    .getObject(0))
                            .isEqualTo(after.getPage(0).getCOSObject()));
            assertThat(after.getDocumentCatalog().getDocumentOutline().children())
                    .extracting(PDOutlineItem::getTitle)
                    .containsExactly("Fees", "");
        }
    }

    @Test
    void printsNoLookWhoseBoxIsNone() {
        var stamp = latin("<</Subtype/Stamp/Rect[0 0 9 9]/AP<</N 6 0 R>>>>");
        var good = byHand(page("/Annots[5 0 R]"), text(), stamp, stream("/BBox[0 0 9 9]", latin("q Q")));
        var endless = byHand(
                page("/Annots[5 0 R]"),
                text(),
                stamp,
                stream("/BBox[0 0 9 9 " + repeated("9 ", 100_000) + "]", latin("q Q")));

        assertThat(written(read(good))).contains("/Printed1");
        assertThat(written(read(endless))).doesNotContain("/Printed1");
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

    private static byte[] link(String more) {
        return latin("<</Subtype/Link/A<</S/URI/URI(https://nordkyst.example/)>>%s>>".formatted(more));
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

    private static void pictures(PDDocument document) throws IOException {
        var picture = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
        picture.createGraphics().fillRect(5, 5, 30, 20);
        try (var pen =
                new PDPageContentStream(document, document.getPage(1), PDPageContentStream.AppendMode.APPEND, true)) {
            pen.drawImage(LosslessFactory.createFromImage(document, picture), 100, 300);
            pen.drawImage(JPEGFactory.createFromImage(document, picture), 200, 300);
        }
    }

    /** Turned, and larger than it was drawn. */
    private static void stamp(PDDocument document) throws IOException {
        var look = new PDAppearanceStream(document);
        look.setResources(new PDResources());
        look.setBBox(new PDRectangle(0, 0, 50, 20));
        look.setMatrix(AffineTransform.getQuadrantRotateInstance(1));
        try (var pen = new PDPageContentStream(document, look)) {
            pen.setNonStrokingColor(Color.BLUE);
            pen.addRect(5, 5, 30, 10);
            pen.fill();
        }
        var looks = new PDAppearanceDictionary();
        looks.setNormalAppearance(look);
        var stamp = new PDAnnotationRubberStamp();
        stamp.setRectangle(new PDRectangle(300, 300, 80, 200));
        stamp.setAppearance(looks);
        document.getPage(1).setAnnotations(List.of(stamp));
    }

    private static void link(PDDocument document, PDAction action) throws IOException {
        var link = new PDAnnotationLink();
        link.setAction(action);
        var annotations = new ArrayList<>(document.getPage(0).getAnnotations());
        annotations.add(link);
        document.getPage(0).setAnnotations(annotations);
    }

    private static PDActionURI address(String uri) {
        var action = new PDActionURI();
        action.setURI(uri);
        return action;
    }

    private static PDPageFitDestination third(PDDocument document) {
        var destination = new PDPageFitDestination();
        destination.setPage(document.getPage(2));
        return destination;
    }

    private static List<Integer> pixels(PDDocument document) throws IOException {
        var pixels = new ArrayList<Integer>();
        for (var page = 0; page < document.getNumberOfPages(); page++) {
            var picture = new PDFRenderer(document).renderImageWithDPI(page, 20);
            Arrays.stream(picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()))
                    .forEach(pixels::add);
        }
        return pixels;
    }

    private static CleanPdf read(byte[] file) {
        var reading = CleanPdf.read(Content.of(file), LABEL, 300);
        assertThat(reading).isInstanceOf(Reading.Read.class);
        return ((Reading.Read) reading).pdf();
    }

    private static PDDocument open(CleanPdf clean) throws IOException {
        var content = clean.content().buffer();
        var bytes = new byte[content.remaining()];
        content.get(bytes);
        return Loader.loadPDF(bytes);
    }

    private static String written(CleanPdf clean) {
        return clean.content().text(0, clean.content().size());
    }
}
