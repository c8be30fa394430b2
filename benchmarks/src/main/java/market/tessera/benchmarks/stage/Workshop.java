package market.tessera.benchmarks.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** A temporary folder that goes when the work in it is done, or, after what runs in it has ended, when this process is stopped. */
public final class Workshop implements AutoCloseable {
    private final Path folder;
    private volatile @Nullable Process running;

    private Workshop(Path folder) {
        this.folder = folder;
    }

    public static Workshop open() throws IOException {
        var workshop = new Workshop(Files.createTempDirectory("tessera-benchmark-"));
        Runtime.getRuntime().addShutdownHook(new Thread(workshop::abandon));
        return workshop;
    }

    public Path folder() {
        return folder;
    }

    public Path resolve(String name) {
        return folder.resolve(name);
    }

    /** Names the process that works here now. */
    void occupiedBy(Process process) {
        running = process;
    }

    @Override
    public void close() {
        remove();
    }

    private void abandon() {
        var process = running;
        if (process != null) {
            process.destroy();
            process.onExit().join();
        }
        remove();
    }

    private void remove() {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException stillInUse) {
            throw new UncheckedIOException(stillInUse);
        }
    }
}
