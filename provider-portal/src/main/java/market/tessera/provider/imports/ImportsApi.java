package market.tessera.provider.imports;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import market.tessera.platform.problem.Parameters;
import market.tessera.platform.problem.Problem;
import market.tessera.provider.access.ApiCaller;
import market.tessera.provider.formats.EduApiSource;
import market.tessera.provider.formats.ReadBy;
import market.tessera.provider.mapping.Mappings;
import market.tessera.provider.provider.Provider;
import market.tessera.provider.provider.Providers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Catalogue files by HTTP: take one in, and say what became of it. */
@RestController
@RequestMapping("/api/v1/imports")
class ImportsApi {
    private static final int LONGEST_KEY = 200;

    private final StartImport startImport;
    private final ReadBy readBy;
    private final Providers providers;
    private final ImportReports reports;
    private final RequestFiles files;

    ImportsApi(StartImport startImport, ReadBy readBy, Providers providers, ImportReports reports, RequestFiles files) {
        this.startImport = startImport;
        this.readBy = readBy;
        this.providers = providers;
        this.reports = reports;
        this.files = files;
    }

    @PostMapping
    Mono<ResponseEntity<ImportReport>> start(@AuthenticationPrincipal ApiCaller caller, ServerWebExchange exchange) {
        var parameters = new Parameters(exchange.getRequest().getQueryParams());
        var mapping = parameters.text("mapping", 60);
        var withdrawMissing = parameters.flag("withdrawMissing").orElse(false);
        var dryRun = parameters.flag("dryRun").orElse(false);
        var verified = parameters.flag("verified").orElse(false);
        var source = parameters.text("source", 81).orElse(null);
        var format = parameters.oneOf("format", List.of(EduApiSource.INPUT)).orElse(null);
        if (verified && !caller.isOperator()) {
            parameters.refuse("verified", "is for the operator's keys");
        }
        parameters.check();
        var key = idempotencyKey(exchange);
        return mapping(caller, mapping)
                .flatMap(ready -> order(caller, ready, new Wish(source, withdrawMissing, dryRun, verified, key)))
                .flatMap(order -> startImport.start(order, files.of(exchange, order.mapping(), format)))
                .map(ImportsApi::answer);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<ImportReport>> report(
            @AuthenticationPrincipal ApiCaller caller, @PathVariable String id, ServerWebExchange exchange) {
        var parameters = new Parameters(exchange.getRequest().getQueryParams());
        var limit = parameters.number("limit", 1, 100).orElse(20L).intValue();
        var kind = parameters.oneOf("kind", List.of("rejected", "repaired", "noted"));
        var cursor = parameters.text("cursor", 100);
        parameters.check();
        return reports.find(caller, id, kind, cursor, limit)
                .map(report -> next(exchange, report))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("There is no import " + id)));
    }

    private static ResponseEntity<ImportReport> next(ServerWebExchange exchange, ImportReport report) {
        var answer = ResponseEntity.ok();
        if (report.next() != null) {
            var link = org.springframework.web.util.UriComponentsBuilder.fromUri(
                            exchange.getRequest().getURI())
                    .replaceQueryParam("cursor", report.next())
                    .build(true);
            answer.header("Link", "<%s?%s>; rel=\"next\"".formatted(link.getPath(), link.getQuery()));
        }
        return answer.body(report);
    }

    private Mono<Optional<Mappings.Outcome.Ready>> mapping(ApiCaller caller, Optional<String> name) {
        return Mono.justOrEmpty(name)
                .flatMap(known -> readBy.mapping(caller.provider(), known))
                .map(ImportsApi::ready)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    private static Mappings.Outcome.Ready ready(Mappings.Outcome outcome) {
        return switch (outcome) {
            case Mappings.Outcome.Ready ready -> ready;
            case Mappings.Outcome.Missing(var name) ->
                throw Problem.invalid(
                        List.of(Problem.Violation.parameter("mapping", "There is no mapping “%s”".formatted(name))));
            case Mappings.Outcome.Broken(var errors) ->
                throw Problem.invalid(errors.stream()
                        .map(error -> Problem.Violation.parameter("mapping", error))
                        .toList());
        };
    }

    private Mono<ImportOrder> order(ApiCaller caller, Optional<Mappings.Outcome.Ready> mapping, Wish wish) {
        if (caller.provider() == null) {
            return Mono.just(wish.order(caller, null, mapping.orElse(null)));
        }
        return providers.find(caller.provider()).map(provider -> wish.order(caller, provider, mapping.orElse(null)));
    }

    /** How the file is to be taken. */
    private record Wish(
            @Nullable String source,
            boolean withdrawMissing,
            boolean dryRun,
            boolean verified,
            @Nullable String key) {
        ImportOrder order(ApiCaller caller, @Nullable Provider provider, Mappings.Outcome.@Nullable Ready mapping) {
            return new ImportOrder(
                    caller.id(),
                    provider == null ? null : Objects.requireNonNullElse(caller.issuedBy(), caller.key()),
                    provider,
                    source,
                    mapping,
                    withdrawMissing,
                    dryRun,
                    verified && provider == null,
                    null,
                    key);
        }
    }

    private static @Nullable String idempotencyKey(ServerWebExchange exchange) {
        var key = exchange.getRequest().getHeaders().getFirst("Idempotency-Key");
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "invalid-request",
                    "The request is not valid",
                    "Idempotency-Key is empty or longer than %d characters".formatted(LONGEST_KEY));
        }
        return key;
    }

    private static ResponseEntity<ImportReport> answer(ImportStart start) {
        return switch (start) {
            case ImportStart.Accepted(var job) ->
                ResponseEntity.accepted()
                        .location(URI.create("/api/v1/imports/" + job.id()))
                        .body(ImportReport.of(job, ImportReport.Files.NONE, List.of(), null));
            case ImportStart.Busy(var source, var other) ->
                throw Problem.conflict(
                        "import-running",
                        "An import of the source “%s” is not over yet: /api/v1/imports/%s".formatted(source, other));
            case ImportStart.Unfit(var reasons) ->
                throw Problem.invalid(reasons.stream()
                        .map(reason -> Problem.Violation.pointer("", reason))
                        .toList());
            case ImportStart.TooLarge() ->
                throw Problem.of(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "too-large",
                        "Too large",
                        "The file is larger than this installation takes. Send it in parts.");
            case ImportStart.KeyReused() ->
                throw Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "idempotency-key-reused",
                        "The key was used for another request",
                        "This Idempotency-Key was sent with another file or other parameters before. Use a new one.");
        };
    }
}
