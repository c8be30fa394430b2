package market.tessera.sandbox.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** What the applications are made of, as it stands in their modules. */
final class Sources {
    static final List<String> MODULES = List.of("platform", "checkout", "storefront", "provider-portal");
    private static final Path ROOT = Path.of("../..");

    private Sources() {}

    /** Of the texts that people read. */
    static Set<String> keys(String module) throws IOException {
        return new TreeSet<>(written(module));
    }

    /** The same, as often as they are there. */
    static List<String> written(String module) throws IOException {
        var keys = new ArrayList<String>();
        var texts = new Properties() {
            @Override
            public synchronized Object put(Object key, Object value) {
                keys.add(key.toString());
                return super.put(key, value);
            }
        };
        for (var file : files(module, "src/main/resources", "messages.properties")) {
            try (var reader = Files.newBufferedReader(file)) {
                texts.load(reader);
            }
        }
        return keys;
    }

    static String templates(String module) throws IOException {
        return text(module, "src/main/resources/templates", ".html");
    }

    static String code(String module) throws IOException {
        return text(module, "src/main/java", ".java");
    }

    static String styles(String module) throws IOException {
        return text(module, "src/main/resources", ".css");
    }

    static String scripts(String module) throws IOException {
        return text(module, "src/main/resources", ".js");
    }

    private static String text(String module, String below, String end) throws IOException {
        var text = new StringBuilder();
        for (var file : files(module, below, end)) {
            text.append(Files.readString(file)).append('\n');
        }
        return text.toString();
    }

    private static List<Path> files(String module, String below, String end) throws IOException {
        try (var found = Files.walk(ROOT.resolve(module).resolve(below))) {
            return found.filter(path -> path.toString().endsWith(end)).toList();
        }
    }
}
