package market.tessera.benchmarks.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processes of a stage.
 *
 * @param launcher the JVM with the four applications and the simulators
 * @param data where the servers note which processes they are
 */
record Processes(ProcessHandle launcher, Path data) {

    Stream<ProcessHandle> applications() {
        return Stream.of(launcher);
    }

    Stream<ProcessHandle> openSearch() {
        return withChildren("opensearch.pid");
    }

    Stream<ProcessHandle> postgres() {
        return withChildren("postgres/postmaster.pid");
    }

    private Stream<ProcessHandle> withChildren(String note) {
        return pid(data.resolve(note)).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
    }

    private static Optional<ProcessHandle> pid(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
