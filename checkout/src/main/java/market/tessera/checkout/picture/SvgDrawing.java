package market.tessera.checkout.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Draws the SVG of the design system's pictures, which is a small part of SVG: filled shapes and lines of text, square. */
public final class SvgDrawing {
    private static final Pattern HSL = Pattern.compile("hsl\\((\\d+) (\\d+)% (\\d+)%\\)");
    private static final int FULL = 255;

    private final Graphics2D canvas;
    private final Deque<Map<String, String>> inherited = new ArrayDeque<>();

    private SvgDrawing(Graphics2D canvas) {
        this.canvas = canvas;
    }

    /** @param side of the picture, in pixels */
    public static BufferedImage draw(String svg, int side) {
        var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        var canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        try {
            new SvgDrawing(canvas)
                    .draw(XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(svg)), side);
        } catch (XMLStreamException malformed) {
            throw new IllegalArgumentException("Not a picture of the design system", malformed);
        } finally {
            canvas.dispose();
        }
        return image;
    }

    public static byte[] png(BufferedImage image) {
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void draw(XMLStreamReader reader, int side) throws XMLStreamException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> start(reader, side);
                case XMLStreamConstants.END_ELEMENT -> inherited.pop();
                default -> {
                    // Spaces between elements.
                }
            }
        }
    }

    private void start(XMLStreamReader reader, int side) throws XMLStreamException {
        var attributes = attributes(reader);
        inherited.push(attributes);
        switch (reader.getLocalName()) {
            case "svg" -> {
                var units = Double.parseDouble(
                        attributes.getOrDefault("viewBox", "0 0 1 1").split(" ", -1)[2]);
                canvas.scale(side / units, side / units);
            }
            case "path" -> {
                canvas.setColor(colour(attributes));
                canvas.fill(SvgPath.of(attributes.getOrDefault("d", "")));
            }
            case "text" -> {
                write(attributes, reader.getElementText());
                inherited.pop();
            }
            default -> {
                // A group: its attributes are inherited, nothing else.
            }
        }
    }

    private void write(Map<String, String> attributes, String text) {
        var serif = find("font-family").filter(family -> family.contains("serif") && !family.contains("sans-serif"));
        canvas.setColor(colour(attributes));
        canvas.fill((serif.isPresent() ? Typeface.SERIF : Typeface.SANS)
                .outline(text, number(attributes, "x"), number(attributes, "y"), number(attributes, "font-size")));
    }

    private Color colour(Map<String, String> attributes) {
        var colour = parse(find("fill").orElse("#000000"));
        var opacity = Double.parseDouble(attributes.getOrDefault("fill-opacity", "1"));
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(opacity * FULL));
    }

    /** Of the element itself, or of the innermost around it that says so. */
    private Optional<String> find(String attribute) {
        return inherited.stream()
                .map(one -> one.get(attribute))
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    private static Color parse(String text) {
        var hsl = HSL.matcher(text);
        return hsl.matches()
                ? hsl(
                        Integer.parseInt(hsl.group(1)),
                        Integer.parseInt(hsl.group(2)) / 100f,
                        Integer.parseInt(hsl.group(3)) / 100f)
                : Color.decode(text);
    }

    /** Hue in degrees, saturation and lightness as shares (CSS Color 4, section 7.1), by way of what AWT has, hue, saturation and brightness. */
    private static Color hsl(int hue, float saturation, float lightness) {
        var brightness = lightness + saturation * Math.min(lightness, 1 - lightness);
        var share = brightness == 0 ? 0 : 2 * (1 - lightness / brightness);
        return Color.getHSBColor(hue / 360f, share, brightness);
    }

    private static double number(Map<String, String> attributes, String name) {
        return Double.parseDouble(attributes.getOrDefault(name, "0"));
    }

    private static Map<String, String> attributes(XMLStreamReader reader) {
        return IntStream.range(0, reader.getAttributeCount())
                .boxed()
                .collect(Collectors.toMap(reader::getAttributeLocalName, reader::getAttributeValue));
    }
}
