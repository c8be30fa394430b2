package market.tessera.sandbox.texts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageBundleTests {
    private static final List<String> APPLICATIONS = List.of("checkout", "storefront", "provider-portal");

    @ParameterizedTest
    @ValueSource(strings = {"checkout", "storefront", "provider-portal"})
    void whatATemplateAsksForIsThere(String application) throws IOException {
        var kept = Sources.keys(application);
        kept.addAll(Sources.keys("platform"));

        assertThat(Asked.by(application).inTemplates()).isSubsetOf(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkout", "storefront", "provider-portal"})
    void whatIsThereIsAskedFor(String application) throws IOException {
        var asked = Asked.by(application, "platform");

        assertThat(Sources.keys(application))
                .filteredOn(key -> !asked.mayBe(key))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = "platform")
    void whatAllShareIsAskedForByOneOfThem(String library) throws IOException {
        var asked = Asked.by(library, APPLICATIONS.toArray(String[]::new));

        assertThat(Sources.keys(library)).filteredOn(key -> !asked.mayBe(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform", "checkout", "storefront", "provider-portal"})
    void nothingIsThereTwice(String module) throws IOException {
        assertThat(Sources.written(module)).doesNotHaveDuplicates();
    }
}
