package market.tessera.storefront.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.opensearch.client.opensearch._types.FieldValue;

class CursorTests {
    @Test
    void survivesTheWayThroughAnAddress() {
        var cursor = new Cursor(
                "abc",
                true,
                false,
                40,
                Optional.of("a moment"),
                List.of(FieldValue.of(1.25), FieldValue.of(7L), FieldValue.of("x\ty:z")));

        var back = Cursor.decode(cursor.encoded()).orElseThrow();

        assertThat(back.encoded()).isEqualTo(cursor.encoded());
        assertThat(back.position()).isEqualTo(40);
        assertThat(back.near()).isTrue();
        assertThat(back.moment()).hasValue("a moment");
    }

    @Test
    void takesNothingForACursorThatIsNone() {
        var random = new Random(3);
        for (var round = 0; round < 500; round++) {
            var bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            assertThat(Cursor.decode(Base64.getUrlEncoder().encodeToString(bytes)))
                    .isEmpty();
        }
        assertThat(Cursor.decode("")).isEmpty();
        assertThat(Cursor.decode(token("2\nq\n0\n0\nx\n\nl5"))).isEmpty();
        assertThat(Cursor.decode(token("2\nq\n0\n0\n1\n\n"))).isEmpty();
    }

    private static String token(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
