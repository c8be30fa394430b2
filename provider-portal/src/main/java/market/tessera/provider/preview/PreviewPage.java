package market.tessera.provider.preview;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.Locale;
import java.util.UUID;
import market.tessera.provider.catalogue.OfferingLog;
import market.tessera.provider.draft.Drafts;
import market.tessera.provider.draft.Work;
import market.tessera.provider.governance.Measurements;
import market.tessera.provider.preview.Storefront.Unavailable;
import market.tessera.provider.staff.ProviderScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What learners will see: the storefront's own page of the newest version, public or not. */
@Controller
class PreviewPage {
    private static final Logger LOG = LoggerFactory.getLogger(PreviewPage.class);
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    private final Drafts drafts;
    private final Measurements measurements;
    private final OfferingLog log;
    private final Storefront storefront;

    PreviewPage(Drafts drafts, Measurements measurements, OfferingLog log, Storefront storefront) {
        this.drafts = drafts;
        this.measurements = measurements;
        this.log = log;
        this.storefront = storefront;
    }

    @GetMapping("/portal/offerings/{id}/preview")
    Mono<ResponseEntity<String>> show(ProviderScope scope, @PathVariable UUID id, Locale locale) {
        return drafts.find(scope, id)
                .flatMap(this::asIfPublished)
                .switchIfEmpty(notFound())
                .flatMap(offering -> storefront.page(offering, "/portal/offerings/" + id, locale))
                .map(page -> ResponseEntity.ok().contentType(HTML).body(page));
    }

    private Mono<String> asIfPublished(Work work) {
        return measurements.of(work).flatMap(completeness -> log.asIfPublished(work.id(), completeness));
    }

    @ExceptionHandler
    Rendering unavailable(Unavailable outage, ServerWebExchange exchange) {
        LOG.warn("{}", outage.getMessage());
        var path = exchange.getRequest().getPath().value();
        return Rendering.view("provider-portal/preview")
                .modelAttribute("again", path)
                .modelAttribute("back", path.substring(0, path.lastIndexOf('/')))
                .status(HttpStatus.SERVICE_UNAVAILABLE)
                .build();
    }
}
