package market.tessera.sandbox.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The message bundles, and what the applications are made of. */
final class Bundles {
    private static final Path ROOT = Path.of("../..");

    private Bundles() {}

    static Set<String> keys(String module) throws IOException {
        var texts = new Properties();
        for (var file : files(module, "src/main/resources", path -> path.toString().endsWith("messages.properties"))) {
            try (var reader = Files.newBufferedReader(file)) {
                texts.load(reader);
            }
        }
        return new TreeSet<>(texts.stringPropertyNames());
    }

    static List<Path> templates(String module) throws IOException {
        return files(module, "src/main/resources/templates", path -> path.toString().endsWith(".html"));
    }

    static List<Path> code(String module) throws IOException {
        return files(module, "src/main/java", path -> path.toString().endsWith(".java"));
    }

    private static List<Path> files(String module, String below, Predicate<Path> wanted) throws IOException {
        try (var found = Files.walk(ROOT.resolve(module).resolve(below))) {
            return found.filter(wanted).toList();
        }
    }
}
