package market.tessera.provider.pdf;

import static market.tessera.provider.pdf.TestPdfs.latin;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import market.tessera.provider.media.Content;
import market.tessera.provider.pdf.CleanPdf.Label;
import market.tessera.provider.pdf.CleanPdf.Reading;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.action.PDAction;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationRubberStamp;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;

abstract class PdfSteps {
    static final Label LABEL = new Label("Syllabus, spring 2027", "en");

    static byte[] link(String more) {
        return latin("<</Subtype/Link/A<</S/URI/URI(https://nordkyst.example/)>>%s>>".formatted(more));
    }

    /** Turned, and larger than it was drawn. */
    static void stamp(PDDocument document) throws IOException {
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

    static void link(PDDocument document, PDAction action) throws IOException {
        var link = new PDAnnotationLink();
        link.setAction(action);
        var annotations = new ArrayList<>(document.getPage(0).getAnnotations());
        annotations.add(link);
        document.getPage(0).setAnnotations(annotations);
    }

    static CleanPdf read(byte[] file) {
        var reading = CleanPdf.read(Content.of(file), LABEL, 300);
        assertThat(reading).isInstanceOf(Reading.Read.class);
        return ((Reading.Read) reading).pdf();
    }

    static PDDocument open(CleanPdf clean) throws IOException {
        var content = clean.content().buffer();
        var bytes = new byte[content.remaining()];
        content.get(bytes);
        return Loader.loadPDF(bytes);
    }

    static String written(CleanPdf clean) {
        return clean.content().text(0, clean.content().size());
    }
}
