package market.tessera.storefront.offering;

import java.util.Locale;
import java.util.Optional;
import market.tessera.platform.identity.LocalPath;
import market.tessera.platform.identity.SignedCalls;
import market.tessera.storefront.catalogue.Unpublished;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of an offering that is not public yet, for the provider portal: nothing on it can be bought, kept or compared. */
@Controller
class PreviewPage {
    private static final String PATH = "/internal/offering-preview";

    private final SignedCalls calls;
    private final Unpublished unpublished;
    private final ShowOffering showOffering;
    private final JsonMapper json;

    PreviewPage(SignedCalls calls, Unpublished unpublished, ShowOffering showOffering, JsonMapper json) {
        this.calls = calls;
        this.unpublished = unpublished;
        this.showOffering = showOffering;
        this.json = json;
    }

    /**
     * What the portal asks for.
     *
     * @param offering what {@code offering.published} would say of it
     * @param back the portal's page of the offering
     */
    private record Draft(JsonNode offering, String back) {}

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Rendering> show(
            @RequestBody String body, @RequestHeader(SignedCalls.HEADER) Optional<String> signature, Locale locale) {
        if (!calls.isSigned(PATH, body, signature.orElse(null))) {
            return Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN));
        }
        var draft = json.readValue(body, Draft.class);
        return unpublished
                .of(draft.offering())
                .flatMap(listed -> showOffering.show(listed, Optional.empty(), Optional.empty(), locale))
                .map(page -> page.modelAttribute("previewOf", LocalPath.of(draft.back(), "/portal"))
                        .build());
    }
}
