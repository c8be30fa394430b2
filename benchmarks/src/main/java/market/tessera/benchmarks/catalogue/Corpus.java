package market.tessera.benchmarks.catalogue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a real catalogue: how it speaks, and which subjects, prices and hours go together.
 *
 * @param origin name of the catalogue
 * @param programmes never empty
 */
public record Corpus(String origin, WordChain titles, WordChain prose, List<Programme> programmes) {

    /**
     * The numbers of one real programme.
     *
     * @param cost in minor units of US dollars; empty if undisclosed
     * @param hours empty if undisclosed
     */
    record Programme(@Nullable Subject subject, OptionalLong cost, OptionalLong hours) {}

    record Subject(String scheme, String code, @Nullable String label) {}

    /**
     * The state list of training programmes where the shared data is at hand, else the sample catalogue that ships with the sandbox.
     *
     * @param home root of the project
     */
    public static Corpus find(Path home) {
        var shared = Optional.ofNullable(System.getenv("TESSERA_SHARED"))
                .map(Path::of)
                .orElse(home.resolve("../shared"))
                .resolve("data/etpl");
        return Files.isReadable(shared.resolve("programs.csv"))
                ? TrainingList.read(shared)
                : SampleFiles.read(home.resolve("sandbox/launcher/src/main/resources/sample/catalogue"));
    }

    Programme programme(RandomGenerator random) {
        return programmes.get(random.nextInt(programmes.size()));
    }
}
