package market.tessera.sandbox.npm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A folder with a {@code package.json}, its lock file and scripts, for a test to run:
 *
 * <pre>{@code
 * var verifier = NpmTool.install(Path.of("src/test/npm/badges"));
 * var verdict = verifier.script("verify.mjs").reading(credential).run();
 * }</pre>
 *
 * <p>What the lock file names is installed once per version of it, into the module's {@code target/npm}; install scripts of packages are
 * never run. The lock file holds checksums but no addresses ({@code npm install --package-lock-only --omit-lockfile-registry-resolved}),
 * so that everybody's own registry serves.
 */
public final class NpmTool {
    private static final Duration INSTALLATION = Duration.ofMinutes(3);

    private final Path folder;

    private NpmTool(Path folder) {
        this.folder = folder;
    }

    /**
     * The program, ready to run. Where there is no npm the calling test is skipped; with {@code CI=true} in the environment it fails instead.
     *
     * @param source relative to the module's folder
     */
    public static NpmTool install(Path source) {
        requireNpm();
        var folder = Path.of("target", "npm", source.getFileName() + "-" + version(source))
                .toAbsolutePath();
        try {
            Files.createDirectories(folder);
            try (var channel = FileChannel.open(
                            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                copy(source, folder);
                installPackages(folder);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new NpmTool(folder);
    }

    /** @param file in the tool's folder */
    public NpmScript script(String file) {
        return NpmScript.of(folder, file);
    }

    private static void requireNpm() {
        try {
            NpmProcess.start(Path.of(""), List.of("npm", "--version")).output(INSTALLATION);
        } catch (IOException _) {
            var message = "This test sets a program from npm against the application; install nodejs and npm to run it";
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(message);
            }
            Assumptions.abort(message);
        }
    }

    private static void installPackages(Path folder) throws IOException {
        var done = folder.resolve(".installed");
        if (!Files.exists(done)) {
            NpmProcess.start(folder, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"))
                    .output(INSTALLATION);
            Files.createFile(done);
        }
    }

    private static void copy(Path source, Path target) throws IOException {
        for (var file : files(source)) {
            Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<Path> files(Path source) throws IOException {
        try (Stream<Path> files = Files.list(source)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String version(Path source) {
        try {
            var packages = Files.readString(source.resolve("package.json"))
                    + Files.readString(source.resolve("package-lock.json"));
            var digest = MessageDigest.getInstance("SHA-256").digest(packages.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This JVM lacks SHA-256", impossible);
        }
    }
}
