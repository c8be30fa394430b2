package market.tessera.sandbox.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The official OpenSearch distribution, which Maven brought as a dependency of type zip. */
final class OpenSearchDistribution {
    static final String VERSION = "3.6.0";

    private OpenSearchDistribution() {}

    /** Unpacks once; a half-unpacked folder of an interrupted run is replaced. */
    static Path unpackInto(Path home) throws IOException {
        var target = home.toAbsolutePath().resolve("opensearch-" + VERSION);
        var done = target.resolve(".unpacked");
        if (!Files.exists(done)) {
            try (var zip = new ZipInputStream(Files.newInputStream(zip()))) {
                for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    unpack(zip, entry, home.toAbsolutePath());
                }
            }
            Files.createFile(done);
        }
        return target;
    }

    private static void unpack(InputStream content, ZipEntry entry, Path folder) throws IOException {
        var path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
            throw new IOException("The distribution contains a path outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        Files.copy(content, path, StandardCopyOption.REPLACE_EXISTING);
        if (entry.getName().contains("/bin/") && !path.toFile().setExecutable(true)) {
            throw new IOException("Could not make " + path + " executable");
        }
    }

    private static Path zip() {
        var given = System.getProperty("tessera.opensearch.zip");
        var repository = System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository");
        var path = given != null
                ? Path.of(given)
                : Path.of(
                        repository,
                        "org/opensearch/distribution/integ-test-zip/opensearch/%1$s/opensearch-%1$s.zip"
                                .formatted(VERSION));
        if (!Files.isRegularFile(path)) {
            throw new ServerFailure(
                    "The OpenSearch distribution is not at " + path + "; build the project with Maven first");
        }
        return path;
    }
}
