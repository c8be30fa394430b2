package market.tessera.benchmarks.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** A temporary folder that goes when the work in it is done, or when the process is ended. */
public final class Workshop implements AutoCloseable {
    private final Path folder;
    private final Thread atExit = new Thread(this::remove);

    private Workshop(Path folder) {
        this.folder = folder;
    }

    public static Workshop open() throws IOException {
        var workshop = new Workshop(Files.createTempDirectory("tessera-benchmark-"));
        Runtime.getRuntime().addShutdownHook(workshop.atExit);
        return workshop;
    }

    public Path folder() {
        return folder;
    }

    public Path resolve(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
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
