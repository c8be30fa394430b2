package market.tessera.storefront.comparison;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import market.tessera.storefront.comparison.ComparisonView.Option;
import market.tessera.storefront.facts.Conversions;
import market.tessera.storefront.facts.Wording;
import market.tessera.storefront.searchlog.SearchLog;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** The comparison as a page and as a file; its address is all there is to share. */
@Controller
class ComparisonPage {
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private final Compare compare;
    private final Conversions conversions;
    private final Wording wording;
    private final SearchLog log;
    private final String origin;

    ComparisonPage(
            Compare compare,
            Conversions conversions,
            Wording wording,
            SearchLog log,
            @Value("${tessera.public-url}") String origin) {
        this.compare = compare;
        this.conversions = conversions;
        this.wording = wording;
        this.log = log;
        this.origin = origin;
    }

    @GetMapping("/compare")
    Mono<Rendering> show(ServerHttpRequest request, @RequestParam Optional<String> currency, Locale locale) {
        var ids = Ids.of(request.getQueryParams());
        if (ids.offerings().isEmpty()) {
            return Mono.just(nothing("compare.empty", HttpStatus.OK));
        }
        if (!ids.areFine()) {
            return Mono.just(nothing(ids.areTooMany() ? "compare.tooMany" : "compare.tooFew", HttpStatus.BAD_REQUEST));
        }
        return compare.compare(ids, currency.flatMap(conversions::into), locale)
                .doOnNext(outcome -> count(outcome, request.getHeaders()))
                .map(outcome -> page(outcome, ids, currency, locale));
    }

    @GetMapping("/compare.csv")
    @ResponseBody
    Mono<ResponseEntity<String>> download(
            ServerHttpRequest request, @RequestParam Optional<String> currency, Locale locale) {
        var ids = Ids.of(request.getQueryParams());
        if (!ids.areFine()) {
            return Mono.error(new ResponseStatusException(HttpStatus.BAD_REQUEST));
        }
        return compare.compare(ids, currency.flatMap(conversions::into), locale)
                .flatMap(outcome -> Mono.justOrEmpty(outcome.comparison()))
                .switchIfEmpty(notFound())
                .map(comparison -> file(comparison, locale));
    }

    private void count(Compare.Outcome outcome, HttpHeaders visitor) {
        outcome.comparison()
                .ifPresent(comparison -> log.compared(
                        comparison.offerings().stream()
                                .map(Comparison.Column::id)
                                .toList(),
                        visitor));
    }

    private Rendering page(Compare.Outcome outcome, Ids ids, Optional<String> currency, Locale locale) {
        return outcome.comparison()
                .map(comparison -> Rendering.view("storefront/compare")
                        .modelAttribute(
                                "comparison",
                                ComparisonView.of(
                                        comparison, ids, wording.in(locale), currency, currencies(comparison)))
                        .modelAttribute("missing", outcome.missing().size())
                        .modelAttribute("closed", outcome.closed().size())
                        .build())
                .orElseGet(() -> nothing("compare.gone", HttpStatus.NOT_FOUND));
    }

    private List<Option> currencies(Comparison comparison) {
        return conversions.codes().stream()
                .map(code -> new Option(code, code, code.equals(comparison.currency())))
                .toList();
    }

    private static Rendering nothing(String words, HttpStatus status) {
        return Rendering.view("storefront/compare-nothing")
                .modelAttribute("words", words)
                .status(status)
                .build();
    }

    private ResponseEntity<String> file(Comparison comparison, Locale locale) {
        var name = ContentDisposition.attachment()
                .filename("tessera-comparison.csv")
                .build();
        return ResponseEntity.ok()
                .contentType(CSV)
                .headers(headers -> headers.setContentDisposition(name))
                .body(ComparisonCsv.of(comparison.at(origin), wording.in(locale)));
    }
}
