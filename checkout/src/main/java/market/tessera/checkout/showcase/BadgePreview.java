package market.tessera.checkout.showcase;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Random;
import java.util.UUID;
import market.tessera.checkout.picture.SvgDrawing;

/**
 * The picture that other sites show beside a link to a badge: the badge on a mosaic in the provider's colour, 1200 by 630, its own for every
 * badge.
 */
final class BadgePreview {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 630;
    private static final int SIDE = 540;
    private static final int TILE = 90;
    private static final int GAP = 6;
    private static final Color PAPER = new Color(0xfffdf7);

    private BadgePreview() {}

    /** @param svg the badge's picture */
    static byte[] png(UUID badge, int hue, String svg) {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setColor(PAPER);
        canvas.fillRect(0, 0, WIDTH, HEIGHT);
        var random = new Random(badge.getMostSignificantBits());
        for (var x = 0; x < WIDTH; x += TILE) {
            for (var y = 0; y < HEIGHT; y += TILE) {
                tile(canvas, x, y, random, shade(hue, random.nextInt(4)));
            }
        }
        canvas.drawImage(SvgDrawing.draw(svg, SIDE), (WIDTH - SIDE) / 2, (HEIGHT - SIDE) / 2, null);
        canvas.dispose();
        return SvgDrawing.png(image);
    }

    /** A square whose corners a hand has cut. */
    private static void tile(Graphics2D canvas, int x, int y, Random random, Color colour) {
        canvas.setColor(colour);
        var near = GAP / 2;
        var far = TILE - GAP / 2;
        canvas.fillPolygon(
                new int[] {
                    x + near + random.nextInt(4),
                    x + far - random.nextInt(4),
                    x + far - random.nextInt(4),
                    x + near + random.nextInt(4)
                },
                new int[] {
                    y + near + random.nextInt(4),
                    y + near + random.nextInt(4),
                    y + far - random.nextInt(4),
                    y + far - random.nextInt(4)
                },
                4);
    }

    private static Color shade(int hue, int depth) {
        return Color.getHSBColor(hue / 360f, 0.5f - 0.06f * depth, 0.3f + 0.13f * depth);
    }
}
