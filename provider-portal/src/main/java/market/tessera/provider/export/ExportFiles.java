package market.tessera.provider.export;

import java.util.List;
import java.util.UUID;
import market.tessera.platform.problem.Parameters;
import market.tessera.provider.export.Tables.ListedIntake;
import market.tessera.provider.export.Tables.SaidPathway;
import market.tessera.provider.provider.Provider;
import market.tessera.provider.provider.Providers;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Files of what an institution has listed, for everybody who works there and for its programs. */
@Controller
class ExportFiles {
    private final Exports exports;
    private final Providers providers;

    ExportFiles(Exports exports, Providers providers) {
        this.exports = exports;
        this.providers = providers;
    }

    @GetMapping("/portal/exports/{provider}")
    Mono<Rendering> show(ProviderScope scope, @PathVariable UUID provider) {
        return own(scope, provider)
                .flatMap(known -> exports.sources(provider, known.slug())
                        .collectList()
                        .map(sources -> Rendering.view("provider-portal/exports")
                                .modelAttribute("provider", known)
                                .modelAttribute("sources", sources)
                                .modelAttribute("finance", scope.may(provider, Role.FINANCE, Role.ADMINISTRATOR))
                                .modelAttribute("administrator", scope.may(provider, Role.ADMINISTRATOR))
                                .build()));
    }

    @GetMapping("/portal/exports/{provider}/{file}")
    Mono<ResponseEntity<Flux<DataBuffer>>> file(
            ProviderScope scope,
            @PathVariable UUID provider,
            @PathVariable String file,
            @RequestParam(defaultValue = "") String source) {
        return own(scope, provider).map(known -> file(known, file, source.isEmpty() ? null : source));
    }

    /** As a program asks for it. */
    @ResponseBody
    @GetMapping("/api/v1/provider/offerings/export")
    Mono<ResponseEntity<Flux<DataBuffer>>> export(ProviderScope scope, ServerWebExchange exchange) {
        var parameters = new Parameters(exchange.getRequest().getQueryParams());
        var format = parameters.oneOf("format", List.of("json", "csv", "ctdl")).orElse("json");
        var source = parameters.text("source", 81);
        parameters.text("provider", 36);
        parameters.check();
        var file = format.equals("ctdl") ? "offerings.jsonld" : "offerings." + format;
        return providers.find(scope.providers()[0]).map(known -> file(known, file, source.orElse(null)));
    }

    private ResponseEntity<Flux<DataBuffer>> file(Provider provider, String file, @Nullable String source) {
        var only = source == null ? null : provider.slug() + "/" + source;
        var offerings = exports.of(provider.id(), only);
        var pathways = exports.pathways(provider.id(), only);
        return switch (file) {
            case "offerings.json" -> Files.catalogue(source == null ? provider.slug() : source, offerings, pathways);
            case "offerings.jsonld" -> Files.ctdl(provider, offerings, pathways);
            case "offerings.csv" -> Tables.OFFERINGS.file(offerings);
            case "intakes.csv" -> Tables.INTAKES.file(offerings.concatMapIterable(ListedIntake::of));
            case "pathways.csv" -> Tables.PATHWAYS.file(pathways.map(SaidPathway::of));
            default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }

    private Mono<Provider> own(ProviderScope scope, UUID provider) {
        scope.require(provider, Role.values());
        return providers.find(provider);
    }
}
