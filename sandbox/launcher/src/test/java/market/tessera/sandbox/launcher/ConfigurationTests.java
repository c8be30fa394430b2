package market.tessera.sandbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Of environment variables: what is read, what is described and what production sets are the same. */
class ConfigurationTests {
    private static final Path ROOT = Path.of("../..");
    private static final String NAME = "((?:TESSERA|STRIPE)_[A-Z_]+|MANAGEMENT_PORT|PORT)";

    @Test
    void everyVariableThatIsReadIsDescribedAndNoOther() {
        assertThat(found("docs/configuration.md", "`" + NAME + "`")).isEqualTo(read());
    }

    @Test
    void productionSetsOnlyWhatIsRead() {
        assertThat(read()).containsAll(found("docker-compose.yml", "(?m)^ +" + NAME + ": "));
    }

    @Test
    void everyVariableThatProductionAsksForHasAPlaceInItsSettings() {
        var needed = found("docker-compose.yml", "\\$\\{" + NAME + ":\\?");
        var known = new TreeSet<>(found("deploy/make-secrets", NAME + "="));
        for (var people : List.of("LEARNER", "STAFF")) {
            known.add("TESSERA_" + people + "_PRIVATE_KEY");
            known.add("TESSERA_" + people + "_PUBLIC_KEY");
        }

        assertThat(known).containsAll(needed);
    }

    private static Set<String> read() {
        var names = new TreeSet<String>();
        for (var file : List.of(
                "platform/src/main/resources/platform.yml",
                "storefront/src/main/resources/storefront.yml",
                "checkout/src/main/resources/checkout.yml",
                "provider-portal/src/main/resources/provider-portal.yml",
                "catalog-indexer/src/main/resources/catalog-indexer.yml")) {
            names.addAll(found(file, "\\$\\{" + NAME + "[:}]"));
        }
        return names;
    }

    private static Set<String> found(String file, String pattern) {
        try {
            var names = new TreeSet<String>();
            Pattern.compile(pattern)
                    .matcher(Files.readString(ROOT.resolve(file)))
                    .results()
                    .forEach(match -> names.add(match.group(1)));
            return names;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
