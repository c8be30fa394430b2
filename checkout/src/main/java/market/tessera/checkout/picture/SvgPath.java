package market.tessera.checkout.picture;

import java.awt.geom.Path2D;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/** Outlines as SVG writes them, as far as the design system does: straight lines only. */
final class SvgPath {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z]|-?(?:\\d+\\.?\\d*|\\.\\d+)");

    private final Deque<String> tokens = new ArrayDeque<>();
    private final Path2D path = new Path2D.Double();
    private double x;
    private double y;

    private SvgPath(String data) {
        TOKEN.matcher(data).results().forEach(token -> tokens.add(token.group()));
    }

    /** @throws IllegalArgumentException for curves */
    static Path2D of(String data) {
        return new SvgPath(data).path();
    }

    private Path2D path() {
        var command = 'M';
        while (!tokens.isEmpty()) {
            if (Character.isLetter(tokens.peek().charAt(0))) {
                command = tokens.remove().charAt(0);
            }
            draw(command);
        }
        return path;
    }

    private void draw(char command) {
        switch (command) {
            case 'M' -> move(number(), number());
            case 'm' -> move(x + number(), y + number());
            case 'L' -> line(number(), number());
            case 'l' -> line(x + number(), y + number());
            case 'H' -> line(number(), y);
            case 'h' -> line(x + number(), y);
            case 'V' -> line(x, number());
            case 'v' -> line(x, y + number());
            case 'z', 'Z' -> path.closePath();
            default -> throw new IllegalArgumentException("Not a straight line: " + command);
        }
    }

    private void move(double toX, double toY) {
        path.moveTo(toX, toY);
        x = toX;
        y = toY;
    }

    private void line(double toX, double toY) {
        path.lineTo(toX, toY);
        x = toX;
        y = toY;
    }

    private double number() {
        return Double.parseDouble(tokens.remove());
    }
}
