package market.tessera.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTests {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/learning", "/search?q=a%20b&subject=x#results", "/offerings/data-literacy", "/a//b"})
    void acceptsPagesOfThisSite(String path) {
        assertThat(LocalPath.of(path, "/account")).isEqualTo(path);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "learning",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\/evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                " //evil.example",
                "https://evil.example",
                "javascript:alert(1)",
                "/a b",
                "/{x}",
                "/%zz",
                "/ünsafe"
            })
    void refusesEverythingElse(String path) {
        assertThat(LocalPath.of(path, "/account")).isEqualTo("/account");
    }
}
