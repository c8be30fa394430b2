package market.tessera.platform.page;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleLocaleContext;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.i18n.LocaleContextResolver;

/**
 * The language of the words, of which there is English only, in the way that is usual where the reader is: who prefers Norwegian reads
 * English dates and names of countries, too, instead of a page in two languages that says it is Norwegian.
 */
public final class ReadersLocale implements LocaleContextResolver {
    private static final Locale WORDS = Locale.ENGLISH;

    @Override
    public LocaleContext resolveLocaleContext(ServerWebExchange exchange) {
        return new SimpleLocaleContext(of(understood(exchange.getRequest().getHeaders())));
    }

    /** The locales that a reader understands, best first; none where they are not said in the way of RFC 9110. */
    public static List<Locale> understood(HttpHeaders headers) {
        try {
            return headers.getAcceptLanguageAsLocales();
        } catch (IllegalArgumentException malformed) {
            return List.of();
        }
    }

    static Locale of(List<Locale> understood) {
        return understood.stream()
                .filter(locale -> locale.getLanguage().equals(WORDS.getLanguage()))
                .findFirst()
                .orElseGet(() -> understood.isEmpty()
                        ? WORDS
                        : Locale.of(WORDS.getLanguage(), understood.getFirst().getCountry()));
    }

    @Override
    public void setLocaleContext(ServerWebExchange exchange, @Nullable LocaleContext context) {
        throw new UnsupportedOperationException("The reader's browser says which locale it is");
    }
}
