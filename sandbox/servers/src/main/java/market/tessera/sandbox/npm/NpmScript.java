package market.tessera.sandbox.npm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One call of a script of an {@link NpmTool}, in the making. What the script has to say it writes to standard output, usually as JSON; it ends
 * with another code than 0 only when it could not do its work.
 *
 * @param input what it reads on standard input
 */
public record NpmScript(
        Path folder, String file, List<String> arguments, Map<String, String> environment, String input) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    static NpmScript of(Path folder, String file) {
        return new NpmScript(folder, file, List.of(), Map.of(), "");
    }

    public NpmScript given(String... values) {
        return new NpmScript(folder, file, List.of(values), environment, input);
    }

    public NpmScript with(String variable, Object value) {
        var all = new HashMap<>(environment);
        all.put(variable, Objects.toString(value));
        return new NpmScript(folder, file, arguments, Map.copyOf(all), input);
    }

    public NpmScript reading(String text) {
        return new NpmScript(folder, file, arguments, environment, text);
    }

    /**
     * Runs it to its end and returns what it wrote.
     *
     * @throws AssertionError with what it wrote to standard error, if it failed or is not done within a minute
     */
    public String run() {
        try (var process = start()) {
            return process.output(PATIENCE);
        }
    }

    /** Leaves it running, for programs that serve; closing ends it. */
    public NpmProcess start() {
        var command = new ArrayList<>(List.of("node", file));
        command.addAll(arguments);
        try {
            var process = NpmProcess.start(folder, command, environment);
            process.write(input);
            return process;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
