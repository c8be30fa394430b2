package market.tessera.provider.pdf;

import static market.tessera.provider.pdf.TestPdfs.byHand;
import static market.tessera.provider.pdf.TestPdfs.latin;
import static market.tessera.provider.pdf.TestPdfs.page;
import static market.tessera.provider.pdf.TestPdfs.repeated;
import static market.tessera.provider.pdf.TestPdfs.stream;
import static market.tessera.provider.pdf.TestPdfs.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.junit.jupiter.api.Test;

class LinksOfPdfTests extends PdfSteps {
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
}
