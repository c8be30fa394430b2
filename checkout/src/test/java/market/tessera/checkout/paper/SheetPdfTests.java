package market.tessera.checkout.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import market.tessera.checkout.paper.Sheet.Fact;
import market.tessera.checkout.paper.Sheet.Head;
import market.tessera.checkout.paper.Sheet.Party;
import market.tessera.checkout.paper.Sheet.Row;
import market.tessera.checkout.paper.Sheet.Sum;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class SheetPdfTests {
    @Test
    void saysEverythingInTheLettersOfManyLanguages() throws IOException {
        try (var pdf = Loader.loadPDF(SheetPdf.of(sheet(2)))) {
            var text = new PDFTextStripper().getText(pdf);

            assertThat(text)
                    .contains(
                            "Invoice S101-2026-000001",
                            "Issued on: 28 November 2026",
                            "Żółć Σωκράτης Пушкин ğış",
                            "Course 1",
                            "€1,290.05",
                            "Efficient offices file affidavits.");
        }
    }

    @Test
    void isATreeOfHeadingsAndTablesForWhoListens() throws IOException {
        try (var pdf = Loader.loadPDF(SheetPdf.of(sheet(2)))) {
            var catalog = pdf.getDocumentCatalog();
            var document = (PDStructureElement)
                    catalog.getStructureTreeRoot().getKids().getFirst();

            assertThat(catalog.getLanguage()).isEqualTo("en");
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Invoice S101-2026-000001");
            assertThat(document.getKids())
                    .map(kid -> ((PDStructureElement) kid).getStructureType())
                    .startsWith("H1", "P", "H2", "P", "H2", "P")
                    .contains("Table");
        }
    }

    @Test
    void goesOnOverAsManyPagesAsItNeeds() throws IOException {
        try (var pdf = Loader.loadPDF(SheetPdf.of(sheet(100)))) {
            assertThat(pdf.getNumberOfPages()).isGreaterThan(4);
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("Course 1 ", "Course 100 ", "€1,290.05")
                    .contains("Invoice S101-2026-000001, 2 / " + pdf.getNumberOfPages());
            for (var page = 1; page < pdf.getNumberOfPages(); page++) {
                var text = textOf(pdf, page);
                assertThat(text)
                        .as("what the columns are on page %d", page)
                        .containsPattern("What\\s+Amount\\s+Course \\d+ €12.90\\s+1 January 2027");
                assertThat(text.split("Terms", -1).length % 60)
                        .as("no row is torn apart on page %d", page)
                        .isEqualTo(1);
            }
        }
    }

    private static String textOf(PDDocument pdf, int page) throws IOException {
        var text = new PDFTextStripper();
        text.setStartPage(page);
        text.setEndPage(page);
        return text.getText(pdf);
    }

    private static Sheet sheet(int rows) {
        return new Sheet(
                "Invoice S101-2026-000001",
                List.of(new Fact("Issued on", "28 November 2026")),
                List.of(
                        new Party("Seller", List.of("Nordkyst University College")),
                        new Party("Buyer", List.of("Żółć Σωκράτης Пушкин ğış " + "averylongword".repeat(12)))),
                new Head("What", "Amount"),
                IntStream.rangeClosed(1, rows)
                        .mapToObj(number ->
                                new Row("Course " + number, List.of("1 January 2027", "Terms ".repeat(60)), "€12.90"))
                        .toList(),
                List.of(new Sum("Total", "€1,290.05", true)),
                List.of("Efficient offices file affidavits."),
                Locale.ENGLISH);
    }
}
