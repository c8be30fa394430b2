package market.tessera.provider.pdf;

import static market.tessera.provider.pdf.TestPdfs.byHand;
import static market.tessera.provider.pdf.TestPdfs.joined;
import static market.tessera.provider.pdf.TestPdfs.latin;
import static market.tessera.provider.pdf.TestPdfs.page;
import static market.tessera.provider.pdf.TestPdfs.stream;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import market.tessera.provider.media.Content;
import market.tessera.provider.media.TestPictures;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDJavascriptNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionGoTo;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.action.PDPageAdditionalActions;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class CleanPdfTests extends PdfSteps {
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

    private static void pictures(PDDocument document) throws IOException {
        var picture = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
        picture.createGraphics().fillRect(5, 5, 30, 20);
        try (var pen =
                new PDPageContentStream(document, document.getPage(1), PDPageContentStream.AppendMode.APPEND, true)) {
            pen.drawImage(LosslessFactory.createFromImage(document, picture), 100, 300);
            pen.drawImage(JPEGFactory.createFromImage(document, picture), 200, 300);
        }
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
}
