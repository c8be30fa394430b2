package market.tessera.storefront.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class WordsTests {
    private final Words words = new Words(bundle(), Locale.ENGLISH);

    @Test
    void termsOfRefundAreSaidInOurWordsAndInThoseOfTheInstitution() {
        assertThat(words.refund(14, "Ask the registrar."))
                .isEqualTo(
                        "You can give it back here, in full, within 14 days of buying. The institution’s terms: Ask the registrar.");
        assertThat(words.refund(1, null)).isEqualTo("Full refund within 1 day of buying.");
        assertThat(words.refund(0, null))
                .isEqualTo("No refund once it is bought, unless the institution agrees to one.");
        assertThat(words.refund(0, "Half of it until the course begins."))
                .isEqualTo("Half of it until the course begins.");
        assertThat(words.refund(null, "Ask the registrar.")).isEqualTo("Ask the registrar.");
        assertThat(words.refund(null, null)).isNull();
    }

    private static MessageSource bundle() {
        var bundle = new ResourceBundleMessageSource();
        bundle.setBasename("platform-messages");
        bundle.setDefaultEncoding("UTF-8");
        return bundle;
    }
}
