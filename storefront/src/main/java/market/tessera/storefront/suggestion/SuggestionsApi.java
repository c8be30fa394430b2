package market.tessera.storefront.suggestion;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import market.tessera.platform.problem.Parameters;
import market.tessera.storefront.facts.Wording;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Suggestions for programs, and for the search field. */
@RestController
@Tag(name = "Catalogue")
class SuggestionsApi {
    private static final int LONGEST = 200;

    private final Suggest suggest;
    private final Wording wording;

    SuggestionsApi(Suggest suggest, Wording wording) {
        this.suggest = suggest;
        this.wording = wording;
    }

    /** Most likely first within each kind. */
    record Suggestions(List<Suggestion> suggestions) {}

    @Operation(
            operationId = "suggest",
            summary = "Offerings, pathways, subjects, skills and providers that begin with what is typed",
            parameters =
                    @Parameter(
                            name = "q",
                            in = ParameterIn.QUERY,
                            description =
                                    "What has been typed so far; nothing is suggested for less than two characters.",
                            schema = @Schema(type = "string", maxLength = LONGEST)))
    @GetMapping(path = "/api/v1/suggestions", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Suggestions> suggest(ServerHttpRequest request, Locale locale) {
        var parameters = new Parameters(request.getQueryParams());
        var typed = parameters.text("q", LONGEST).map(String::strip).orElse("");
        parameters.check();
        return typed.length() < 2
                ? Mono.just(new Suggestions(List.of()))
                : suggest.suggest(shortened(typed), wording.in(locale)).map(Suggestions::new);
    }

    /** Nobody completes the tenth word. */
    private static String shortened(String typed) {
        var words = typed.split("[^\\p{L}\\p{N}]+");
        return words.length <= 8 ? typed : String.join(" ", List.of(words).subList(0, 8));
    }
}
