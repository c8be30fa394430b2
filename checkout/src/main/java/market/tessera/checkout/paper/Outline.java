package market.tessera.checkout.paper;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/** Draws shapes on a page of a PDF. */
final class Outline {
    private final PDPageContentStream content;
    private float x;
    private float y;

    private Outline(PDPageContentStream content) {
        this.content = content;
    }

    /** @param placed from the shape's units to the page's */
    static void fill(PDPageContentStream content, Shape shape, AffineTransform placed) throws IOException {
        var outline = new Outline(content);
        var points = new float[6];
        for (var path = shape.getPathIterator(placed); !path.isDone(); path.next()) {
            outline.add(path.currentSegment(points), points);
        }
        content.fill();
    }

    private void add(int segment, float[] points) throws IOException {
        switch (segment) {
            case PathIterator.SEG_MOVETO -> {
                content.moveTo(points[0], points[1]);
                reached(points, 0);
            }
            case PathIterator.SEG_LINETO -> {
                content.lineTo(points[0], points[1]);
                reached(points, 0);
            }
            case PathIterator.SEG_QUADTO -> {
                quadratic(points[0], points[1], points[2], points[3]);
                reached(points, 2);
            }
            case PathIterator.SEG_CUBICTO -> {
                content.curveTo(points[0], points[1], points[2], points[3], points[4], points[5]);
                reached(points, 4);
            }
            default -> content.closePath();
        }
    }

    /** PDF has cubic curves alone. */
    private void quadratic(float controlX, float controlY, float endX, float endY) throws IOException {
        content.curveTo(
                x + (controlX - x) * 2 / 3,
                y + (controlY - y) * 2 / 3,
                endX + (controlX - endX) * 2 / 3,
                endY + (controlY - endY) * 2 / 3,
                endX,
                endY);
    }

    private void reached(float[] points, int at) {
        x = points[at];
        y = points[at + 1];
    }
}
