package market.tessera.sandbox.sampledata;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What belongs to one import.
 *
 * @param inputs the files by the names that the mapping gives them; one file where nothing is joined
 * @param mapping name of the mapping; null for the catalogue format
 */
public record CatalogueFiles(
        Map<String, Path> inputs, @Nullable String mapping) {

    /** A file of the catalogue format. */
    public static CatalogueFiles of(Path file) {
        return new CatalogueFiles(Map.of("catalogue", file), null);
    }

    /**
     * A file that a mapping reads, with the files beside it that the mapping joins to it.
     *
     * @param mapping name of a shipped mapping, or a mapping file, which is copied into {@code mappings}
     * @throws IOException with one sentence for the person who asked, if something of it is not there
     */
    public static CatalogueFiles of(Path file, String mapping, Path mappings) throws IOException {
        var own = Path.of(mapping);
        if (!mapping.endsWith(".yml")) {
            return joined(file, mapping, shipped(mapping));
        }
        if (!Files.isReadable(own)) {
            throw new IOException("There is no readable mapping file at " + own.toAbsolutePath() + ".");
        }
        var name = own.getFileName().toString().replaceAll("\\.yml$", "");
        Files.createDirectories(mappings);
        Files.copy(own, mappings.resolve(name + ".yml"), StandardCopyOption.REPLACE_EXISTING);
        return joined(file, name, Files.readString(own));
    }

    private static String shipped(String mapping) throws IOException {
        try (InputStream in = CatalogueFiles.class.getResourceAsStream("/mappings/" + mapping + ".yml")) {
            if (in == null) {
                throw new IOException("There is no mapping named '" + mapping
                        + "'; etpl-nj and mit-learn are shipped, and a .yml file can be given.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static CatalogueFiles joined(Path file, String mapping, String text) throws IOException {
        var inputs = new LinkedHashMap<String, Path>();
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        if (yaml.load(text) instanceof Map<?, ?> document && document.get("inputs") instanceof Map<?, ?> described) {
            for (var input : described.entrySet()) {
                inputs.put(String.valueOf(input.getKey()), inputs.isEmpty() ? file : beside(file, input.getValue()));
            }
        }
        return new CatalogueFiles(inputs.isEmpty() ? Map.of("catalogue", file) : inputs, mapping);
    }

    private static Path beside(Path file, Object input) throws IOException {
        var name = Optional.of(input)
                .filter(Map.class::isInstance)
                .map(described -> ((Map<?, ?>) described).get("file"))
                .map(String::valueOf)
                .orElseThrow(() -> new IOException("The mapping joins a file but does not say which."));
        var joined = file.resolveSibling(name);
        if (!Files.isReadable(joined)) {
            throw new IOException("The mapping joins " + name + ", but there is no readable file at " + joined + ".");
        }
        return joined;
    }
}
