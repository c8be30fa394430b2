package market.tessera.provider.imports;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Real catalogues that are not part of the project: where {@code TESSERA_SHARED} says, or in {@code shared} beside the repository. */
final class SharedData {
    private SharedData() {}

    /** Skips the test if the file is not on this machine. */
    static Path file(String name) {
        var roots = Stream.concat(
                Optional.ofNullable(System.getenv("TESSERA_SHARED")).stream(),
                Stream.of("../shared", "../../shared", "../../../shared"));
        var file = roots.map(root -> Path.of(root, "data", name))
                .filter(Files::isReadable)
                .findFirst();
        assumeThat(file)
                .withFailMessage("%s is not here; set TESSERA_SHARED to where the shared data is", name)
                .isPresent();
        return file.orElseThrow();
    }
}
