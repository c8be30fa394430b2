package market.tessera.sandbox.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** The folder that keeps everything between starts. One sandbox at a time holds it; the lock goes with the process, however that ends. */
final class DataFolder implements AutoCloseable {
    /** Counts up when something in the folder changes in a way that an older folder cannot follow. */
    private static final String FORMAT = "1";

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static DataFolder open(Path path, boolean reset) {
        try {
            Files.createDirectories(path);
            var folder = new DataFolder(path, lock(path));
            OrphanedServers.stop(path);
            if (reset) {
                folder.empty();
            }
            folder.checkFormat();
            return folder;
        } catch (IOException failure) {
            throw new LaunchFailure(
                    "The data folder " + path + " cannot be used: " + failure.getMessage() + ".", failure);
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static FileChannel lock(Path path) throws IOException {
        var channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new LaunchFailure(
                    "Another sandbox is running on " + path + "; stop it, or choose another folder with --data.");
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private void empty() throws IOException {
        try (var entries =
                Files.newDirectoryStream(path, entry -> !entry.endsWith("lock") && !entry.endsWith("build"))) {
            for (var entry : entries) {
                FileSystemUtils.deleteRecursively(entry);
            }
        }
    }

    private void checkFormat() throws IOException {
        var file = resolve("format");
        if (Files.exists(file)) {
            var found = Files.readString(file).strip();
            if (!found.equals(FORMAT)) {
                throw new LaunchFailure(
                        "The data folder %s was made by another version of Tessera (format %s, this one needs %s); use --reset to begin anew or --data for another folder."
                                .formatted(path, found, FORMAT));
            }
        } else if (Files.exists(resolve("postgres"))) {
            throw new LaunchFailure(
                    "The data folder " + path
                            + " does not say which version of Tessera made it; use --reset to begin anew or --data for another folder.");
        } else {
            Files.writeString(file, FORMAT + "\n");
        }
    }
}
