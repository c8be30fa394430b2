package market.tessera.checkout.credential;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** 1EdTech's canonicalisation vectors and sample credentials, from {@code shared/data/open-badges} beside the project; skips where it is not. */
public final class OpenBadgesData {
    private static final JsonMapper JSON = new JsonMapper();

    private OpenBadgesData() {}

    public static String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    public static byte[] bytes(String file) {
        var folder = folder();
        assumeTrue(folder.isPresent(), "shared/data/open-badges is not there");
        try {
            return Files.readAllBytes(folder.orElseThrow().resolve(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static ObjectNode json(String file) {
        return (ObjectNode) JSON.readTree(text(file));
    }

    private static Optional<Path> folder() {
        return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(path -> path.resolve("shared/data/open-badges"))
                .filter(Files::isDirectory)
                .findFirst();
    }
}
