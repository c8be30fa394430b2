package market.tessera.storefront.comparison;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import java.util.Optional;
import market.tessera.platform.problem.Parameters;
import market.tessera.platform.problem.Problem;
import market.tessera.storefront.facts.Conversion;
import market.tessera.storefront.facts.Conversions;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Comparisons for programs. */
@RestController
@Tag(name = "Catalogue")
class ComparisonsApi {
    private static final int LONGEST = 400;

    private final Compare compare;
    private final Conversions conversions;
    private final String origin;

    ComparisonsApi(Compare compare, Conversions conversions, @Value("${tessera.public-url}") String origin) {
        this.compare = compare;
        this.conversions = conversions;
        this.origin = origin;
    }

    @Operation(
            operationId = "compareOfferings",
            summary = "Two to six offerings, element by element",
            description =
                    "`best` is marked only where better is objective: cheaper or sooner. An undisclosed value is never best, and never zero.",
            parameters = {
                @Parameter(
                        name = "ids",
                        in = ParameterIn.QUERY,
                        required = true,
                        description = "Two to six ids of offerings, separated by commas.",
                        schema = @Schema(type = "string", maxLength = LONGEST)),
                @Parameter(
                        name = "intakes",
                        in = ParameterIn.QUERY,
                        description =
                                "Ids of the intakes to compare by, separated by commas: cost, dates, place and way are theirs. An offering of which none is named is compared by its next one.",
                        schema = @Schema(type = "string", maxLength = LONGEST)),
                @Parameter(
                        name = "currency",
                        in = ParameterIn.QUERY,
                        description = "In which amounts are compared; without it the one they all have, else EUR.",
                        schema = @Schema(type = "string", pattern = "^[A-Z]{3}$"))
            })
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "404",
            description = "One of the offerings does not exist or is no longer on offer, or an intake is not open.")
    @GetMapping(path = "/api/v1/comparisons", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Comparison>> compare(ServerHttpRequest request, Locale locale) {
        var parameters = new Parameters(request.getQueryParams());
        parameters.any("ids", Compare.MOST, LONGEST);
        parameters.any("intakes", Compare.MOST, LONGEST);
        var ids = Ids.of(request.getQueryParams());
        var offerings = ids.offerings().size();
        if (offerings < Compare.FEWEST || offerings > Compare.MOST) {
            parameters.refuse("ids", "names %d offerings; two to six can be compared".formatted(offerings));
        } else if (!Ids.areIds(ids.offerings())) {
            parameters.refuse("ids", "is not a list of UUIDs");
        }
        if (ids.intakes().size() > Compare.MOST || !Ids.areIds(ids.intakes())) {
            parameters.refuse("intakes", "is not a list of at most six UUIDs");
        }
        var currency = currency(parameters);
        parameters.check();
        return compare.compare(ids, currency, locale).map(this::answer);
    }

    private Optional<Conversion> currency(Parameters parameters) {
        return parameters.oneOf("currency", conversions.codes()).flatMap(conversions::into);
    }

    private ResponseEntity<Comparison> answer(Compare.Outcome outcome) {
        if (!outcome.missing().isEmpty()) {
            throw Problem.notFound("Not on offer: " + String.join(", ", outcome.missing()));
        }
        if (!outcome.closed().isEmpty()) {
            throw Problem.notFound("No open intake of these offerings: " + String.join(", ", outcome.closed()));
        }
        return ResponseEntity.ok()
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
                .body(outcome.comparison().orElseThrow().at(origin));
    }
}
