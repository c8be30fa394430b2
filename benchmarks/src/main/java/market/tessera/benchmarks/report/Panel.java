package market.tessera.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One drawing of a plot: lines over the number of offerings, which grows by tens from left to right.
 *
 * @param unit of what is drawn upwards, from zero
 */
record Panel(String title, String unit, Map<String, NavigableMap<Long, Double>> lines) {
    static final int WIDTH = 440;
    static final int HEIGHT = 300;
    /** The most lines that are told apart by colour and by the form of their points. */
    static final int MOST = 4;

    private static final int LEFT = 64;
    private static final int RIGHT = 16;
    private static final int TOP = 34;
    private static final int BOTTOM = 112;
    private static final int LEGEND = 15;
    private static final int STEPS = 4;
    private static final List<String> COLOURS = List.of("#0b5d6b", "#c2410c", "#6d4aa8", "#4d7c0f");

    /** @param sizes every number of offerings that has a place from left to right */
    String svg(List<Long> sizes) {
        var top = roundedUp(lines.values().stream()
                .flatMap(line -> line.values().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1));
        return text(LEFT, 18, "start", "700 13px", "%s, %s".formatted(title, unit))
                + grid(top)
                + places(sizes)
                + drawn(sizes, top);
    }

    private String drawn(List<Long> sizes, double top) {
        var names = List.copyOf(lines.keySet());
        return IntStream.range(0, Math.min(MOST, names.size()))
                .mapToObj(at -> line(names.get(at), COLOURS.get(at), at, sizes, top))
                .collect(Collectors.joining());
    }

    private String line(String name, String colour, int at, List<Long> sizes, double top) {
        var points = lines.getOrDefault(name, java.util.Collections.emptyNavigableMap()).entrySet().stream()
                .map(point -> new double[] {x(point.getKey(), sizes), y(point.getValue(), top)})
                .toList();
        var path = points.stream()
                .map(point -> number(point[0]) + "," + number(point[1]))
                .collect(Collectors.joining(" "));
        var dots = points.stream()
                .map(point -> dot(point[0], point[1], colour, at))
                .collect(Collectors.joining());
        var legend = HEIGHT - BOTTOM + 48 + LEGEND * at;
        return "<polyline points='%s' fill='none' stroke='%s' stroke-width='2'/>".formatted(path, colour)
                + dots
                + dot(LEFT + 4, legend - 4, colour, at)
                + text(LEFT + 16, legend, "start", "11px", name);
    }

    private static String dot(double x, double y, String colour, int form) {
        return switch (form) {
            case 0 -> "<circle cx='%s' cy='%s' r='4' fill='%s'/>".formatted(number(x), number(y), colour);
            case 1 ->
                "<rect x='%s' y='%s' width='8' height='8' fill='%s'/>".formatted(number(x - 4), number(y - 4), colour);
            case 2 -> "<path d='M%s %sl5 9h-10z' fill='%s'/>".formatted(number(x), number(y - 5), colour);
            default -> "<path d='M%s %sl5 5-5 5-5-5z' fill='%s'/>".formatted(number(x), number(y - 5), colour);
        };
    }

    private static String grid(double top) {
        return IntStream.rangeClosed(0, STEPS)
                .mapToObj(step -> {
                    var value = top * step / STEPS;
                    var y = y(value, top);
                    return "<path d='M%d %sH%d' stroke='#d6d3d1'/>".formatted(LEFT, number(y), WIDTH - RIGHT)
                            + text(LEFT - 8, y + 4, "end", "11px", "%,.0f".formatted(value));
                })
                .collect(Collectors.joining());
    }

    private static String places(List<Long> sizes) {
        return sizes.stream()
                .map(size -> text(x(size, sizes), HEIGHT - BOTTOM + 18, "middle", "11px", "%,d".formatted(size)))
                .collect(Collectors.joining());
    }

    private static double x(long size, List<Long> sizes) {
        var least = Math.log10(sizes.getFirst());
        var most = Math.log10(sizes.getLast());
        var share = most > least ? (Math.log10((double) size) - least) / (most - least) : 0.5;
        return LEFT + 24 + share * (WIDTH - LEFT - RIGHT - 48);
    }

    private static double y(double value, double top) {
        return HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM);
    }

    /** To 1, 2, 4, 6, 8 or 10 times a power of ten. */
    private static double roundedUp(double value) {
        var unit = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1e-3))));
        return IntStream.of(1, 2, 4, 6, 8, 10)
                .mapToDouble(times -> times * unit)
                .filter(round -> round >= value)
                .findFirst()
                .orElse(value);
    }

    private static String text(double x, double y, String anchor, String font, String words) {
        return "<text x='%s' y='%s' text-anchor='%s' style='font:%s system-ui,sans-serif' fill='#1c1917'>%s</text>"
                .formatted(
                        number(x),
                        number(y),
                        anchor,
                        font,
                        words.replace("&", "&amp;").replace("<", "&lt;"));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
