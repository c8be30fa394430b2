package market.tessera.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where and of what a measurement was made.
 *
 * @param load average number of processes that wanted a core in the minute before; well above 0 means that others used the machine too
 * @param commit of the measured program, with a plus sign if files were changed since
 */
public record Machine(
        String system, String processor, int cores, long memoryGigabytes, double load, String java, String commit) {

    /** @param home root of the project */
    public static Machine here(Path home) {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                system.getName() + " " + system.getVersion(),
                processorName(),
                system.getAvailableProcessors(),
                memory(),
                Math.round(system.getSystemLoadAverage() * 10) / 10.0,
                Runtime.version().toString(),
                commit(home));
    }

    @Override
    public String toString() {
        return "%s, %d cores, %d GiB, load %.1f before, Java %s, commit %s"
                .formatted(processor, cores, memoryGigabytes, load, java, commit);
    }

    private static String processorName() {
        return procLine("/proc/cpuinfo", "model name").replaceFirst("^.*:\\s*", "");
    }

    private static long memory() {
        var kilobytes = procLine("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
        return kilobytes.isEmpty() ? 0 : Math.round(Long.parseLong(kilobytes) / 1024.0 / 1024.0);
    }

    /** The first line that begins so; empty where the system has no such file. */
    private static String procLine(String file, String begin) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.toLowerCase(Locale.ROOT).startsWith(begin.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElse("");
        } catch (IOException elsewhere) {
            return "";
        }
    }

    private static String commit(Path home) {
        var commit = git(home, "rev-parse", "--short", "HEAD");
        return git(home, "status", "--porcelain").isEmpty() ? commit : commit + "+";
    }

    private static String git(Path home, String... arguments) {
        var command = new ArrayList<>(List.of("git", "-C", home.toString()));
        command.addAll(List.of(arguments));
        try {
            var git = new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException noGit) {
            return "unknown";
        }
    }
}
