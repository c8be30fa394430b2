package market.tessera.provider.importjobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The folder in which files wait for their import. It has an owner, named in the folder, so that a process that starts again on the same folder
 * takes its own imports up again; a lock, which the system lifts when a process ends in whatever way, keeps a second process out.
 */
@Component
public class Spool {
    private final Path folder;
    private @Nullable FileChannel lock;

    public Spool(ImportProperties properties) {
        this.folder = properties.spool().toAbsolutePath();
    }

    /**
     * Takes the folder for this process.
     *
     * @return the name under which the folder's imports are kept
     * @throws IllegalStateException if another process has it
     */
    public String open() {
        try {
            Files.createDirectories(folder);
            var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new IllegalStateException(
                        "The import folder %s is in use by another process; give each its own by TESSERA_SPOOL"
                                .formatted(folder));
            }
            lock = channel;
            return owner();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        }
    }

    /** Also before {@link #open}, for requests that come while the application starts. */
    public String owner() {
        var file = folder.resolve("owner");
        try {
            Files.createDirectories(folder);
            if (!Files.exists(file)) {
                Files.writeString(file, UUID.randomUUID().toString());
            }
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public void close() {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A new place for an input of an import. */
    public Path place(UUID job, String input) throws IOException {
        return Files.createDirectories(folder.resolve(job.toString())).resolve(input);
    }

    /** Throws away what was kept for an import. */
    public void clear(UUID job) {
        var place = folder.resolve(job.toString());
        if (!Files.exists(place)) {
            return;
        }
        try (var files = Files.walk(place)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
