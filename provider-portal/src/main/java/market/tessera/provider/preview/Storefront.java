package market.tessera.provider.preview;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import market.tessera.platform.identity.SignedCalls;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The application that shows offerings to learners. */
@Component
class Storefront {
    private static final String PATH = "/internal/offering-preview";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_PAGE = 4 << 20;

    private final WebClient web;
    private final SignedCalls calls;
    private final JsonMapper json;

    Storefront(@Value("${portal.storefront-url}") String url, SignedCalls calls, JsonMapper json) {
        this.web = WebClient.builder()
                .baseUrl(url)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LONGEST_PAGE))
                .build();
        this.calls = calls;
        this.json = json;
    }

    /** It does not answer, or not with a page. */
    static final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unavailable(Throwable cause) {
            super("The storefront shows no preview: " + cause.getMessage(), cause);
        }
    }

    private record Draft(@JsonRawValue String offering, String back) {}

    /**
     * The page as it would be if this were published.
     *
     * @param offering JSON, as in {@code offering.published}
     * @param back the portal's page of the offering
     */
    Mono<String> page(String offering, String back, Locale locale) {
        return Mono.fromSupplier(() -> json.writeValueAsString(new Draft(offering, back)))
                .flatMap(body -> web.post()
                        .uri(PATH)
                        .header(SignedCalls.HEADER, calls.sign(PATH, body))
                        .header(HttpHeaders.ACCEPT_LANGUAGE, locale.toLanguageTag())
                        .accept(MediaType.TEXT_HTML)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .retrieve()
                        .bodyToMono(String.class))
                .timeout(PATIENCE)
                .onErrorMap(WebClientException.class, Unavailable::new)
                .onErrorMap(TimeoutException.class, Unavailable::new);
    }
}
