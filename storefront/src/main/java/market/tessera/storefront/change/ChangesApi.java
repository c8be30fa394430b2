package market.tessera.storefront.change;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import market.tessera.platform.problem.Parameters;
import market.tessera.platform.problem.Problem;
import market.tessera.platform.problem.Problem.Violation;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The changes for programs that keep a copy. */
@RestController
@Tag(name = "Mirroring")
class ChangesApi {
    private static final String PATH = "/api/v1/changes";
    private static final int MOST = 100;
    private static final long USUAL = 20;

    private final Changes changes;

    ChangesApi(Changes changes) {
        this.changes = changes;
    }

    @Operation(
            operationId = "listChanges",
            summary = "What has changed in the catalogue, in order",
            description = """
                    Every change of an offering or its intakes, oldest first, from the very first one on. An empty list says that there is no news; \
                    ask again with the same `next` later. A change is told once a search shows it: `GET /api/v1/offerings/{id}` then answers with that \
                    version or a later one. Within one offering versions ascend; what is not newer than your copy can be passed over. Seats that are \
                    left change with every sale and are not told.""",
            parameters = {
                @Parameter(
                        name = "since",
                        in = ParameterIn.QUERY,
                        description =
                                "The `next` of an earlier answer, or the `Changes-Since` of an export. Without it: from the start.",
                        schema = @Schema(type = "string", maxLength = Since.LONGEST)),
                @Parameter(
                        name = "limit",
                        in = ParameterIn.QUERY,
                        description = "Number of items.",
                        schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "20"))
            })
    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<ChangeList>> list(ServerHttpRequest request) {
        var parameters = new Parameters(request.getQueryParams());
        var limit = parameters.number("limit", 1, MOST).orElse(USUAL).intValue();
        var since = since(parameters);
        parameters.check();
        return changes.knows(since)
                .filter(known -> known)
                .switchIfEmpty(Mono.error(ChangesApi::unknownPlace))
                .then(changes.after(since, limit))
                .map(found -> answer(found, since, limit));
    }

    private static Position since(Parameters parameters) {
        var word = parameters.text("since", Since.LONGEST);
        var position = word.flatMap(Since::decoded);
        if (word.isPresent() && position.isEmpty()) {
            parameters.refuse("since", "is not the 'next' of an earlier answer");
        }
        return position.orElse(Position.START);
    }

    private static Problem unknownPlace() {
        return Problem.invalid(List.of(Violation.parameter(
                "since", "Parameter 'since' is of another catalogue; start again from an export, or without it")));
    }

    private static ResponseEntity<ChangeList> answer(List<Change> found, Position since, int limit) {
        var next = Since.encoded(found.isEmpty() ? since : found.getLast().position());
        var more = found.size() == limit ? Optional.of(link(next, limit)) : Optional.<String>empty();
        var answer = ResponseEntity.ok();
        more.ifPresent(link -> answer.header(HttpHeaders.LINK, link));
        return answer.body(
                new ChangeList(found.stream().map(ChangeList.Item::of).toList(), next));
    }

    private static String link(String next, int limit) {
        return "<%s?since=%s&limit=%d>; rel=\"next\"".formatted(PATH, next, limit);
    }
}
