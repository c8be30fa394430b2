package market.tessera.provider.offeringpage;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.provider.draft.Drafts;
import market.tessera.provider.draft.Work;
import market.tessera.provider.elements.Differences;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offeringpage.Editions.Edition;
import market.tessera.provider.staff.ProviderScope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Any two versions of an offering side by side; the address says which. */
@Controller
class VersionsPage {
    private static final String DRAFT = "draft";

    private final Drafts drafts;
    private final Editions editions;
    private final Differences differences;

    VersionsPage(Drafts drafts, Editions editions, Differences differences) {
        this.drafts = drafts;
        this.editions = editions;
        this.differences = differences;
    }

    /** Without a choice, the newest two. */
    @GetMapping("/portal/offerings/{id}/versions")
    Mono<Rendering> show(
            ProviderScope scope,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            Locale locale) {
        return drafts.find(scope, id)
                .switchIfEmpty(notFound())
                .zipWith(editions.of(scope, id).collectList())
                .flatMap(known -> {
                    var keys = keys(known.getT1(), known.getT2());
                    var newer = chosen(to, keys, 0);
                    var older = chosen(from, keys, 1);
                    return Mono.zip(said(scope, known.getT1(), older), said(scope, known.getT1(), newer))
                            .map(both -> Rendering.view("provider-portal/versions")
                                    .modelAttribute("work", known.getT1())
                                    .modelAttribute("editions", known.getT2())
                                    .modelAttribute("keys", keys)
                                    .modelAttribute("from", older)
                                    .modelAttribute("to", newer)
                                    .modelAttribute(
                                            "differences", differences.between(both.getT1(), both.getT2(), locale))
                                    .build());
                });
    }

    /** The newest first. */
    private static List<String> keys(Work work, List<Edition> published) {
        return Stream.concat(
                        work.draft() == null ? Stream.of() : Stream.of(DRAFT),
                        published.stream().map(edition -> String.valueOf(edition.number())))
                .toList();
    }

    private static String chosen(String typed, List<String> keys, int otherwise) {
        return keys.contains(typed) ? typed : keys.get(Math.min(otherwise, keys.size() - 1));
    }

    private Mono<Elements> said(ProviderScope scope, Work work, String key) {
        return key.equals(DRAFT)
                ? Mono.just(work.elements())
                : editions.find(scope, work.id(), Integer.parseInt(key)).switchIfEmpty(notFound());
    }
}
