package market.tessera.sandbox.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for on the command line.
 *
 * @param data folder that keeps everything between starts
 * @param reset whether to begin with an empty data folder
 * @param catalogue a file to load instead of the shipped sample
 * @param mapping name of a shipped mapping, or a mapping file, for catalogues that need one
 */
record Options(
        int port,
        Path data,
        boolean reset,
        @Nullable Path catalogue,
        @Nullable String mapping) {
    static final String USAGE = """
            Usage: ./tessera [--port N] [--data DIR] [--reset] [--catalogue FILE [--mapping NAME|FILE]]

              --port N           port of the marketplace (default 8080)
              --data DIR         folder for databases, index and mail (default .tessera)
              --reset            throw the data folder away and begin anew
              --catalogue FILE   load this catalogue instead of the shipped sample
              --mapping NAME     how to read the catalogue: a shipped mapping (etpl-nj, mit-learn) or a .yml file
            """;

    static Options parse(List<String> arguments, Path defaultData) {
        var rest = new ArrayDeque<>(arguments);
        var options = new Options(8080, defaultData, false, null, null);
        while (!rest.isEmpty()) {
            options = options.with(rest.pop(), rest);
        }
        if (options.mapping != null && options.catalogue == null) {
            throw new LaunchFailure("--mapping says how to read a catalogue: give it together with --catalogue FILE.");
        }
        return options;
    }

    private Options with(String option, Deque<String> rest) {
        return switch (option) {
            case "--port" -> new Options(port(value(option, rest)), data, reset, catalogue, mapping);
            case "--data" ->
                new Options(port, Path.of(value(option, rest)).toAbsolutePath(), reset, catalogue, mapping);
            case "--reset" -> new Options(port, data, true, catalogue, mapping);
            case "--catalogue" -> new Options(port, data, reset, readable(value(option, rest)), mapping);
            case "--mapping" -> new Options(port, data, reset, catalogue, value(option, rest));
            default -> throw new LaunchFailure("Unknown option " + option + ".\n\n" + USAGE);
        };
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty() || rest.peek().startsWith("--")) {
            throw new LaunchFailure("Option " + option + " needs a value.\n\n" + USAGE);
        }
        return rest.pop();
    }

    private static int port(String text) {
        try {
            var port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            throw new LaunchFailure("--port needs a number from 1 to 65535, not '" + text + "'.", notANumber);
        }
        throw new LaunchFailure("--port needs a number from 1 to 65535, not '" + text + "'.");
    }

    private static Path readable(String text) {
        var file = Path.of(text).toAbsolutePath().normalize();
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new LaunchFailure("There is no readable catalogue file at " + file + ".");
        }
        return file;
    }
}
