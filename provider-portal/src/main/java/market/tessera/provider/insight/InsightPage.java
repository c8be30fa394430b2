package market.tessera.provider.insight;

import java.util.List;
import market.tessera.provider.insight.Insight.Line;
import market.tessera.provider.staff.ProviderScope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** How one's offerings do, in a table. */
@Controller
class InsightPage {
    private final Insight insight;

    InsightPage(Insight insight) {
        this.insight = insight;
    }

    @GetMapping("/portal/insight")
    Mono<Rendering> show(ProviderScope scope) {
        return insight.of(scope)
                .collectList()
                .map(lines -> Rendering.view("provider-portal/insight")
                        .modelAttribute("lines", lines)
                        .modelAttribute(
                                "enrolled",
                                sum(lines.stream().map(Line::enrolled).toList()))
                        .modelAttribute(
                                "completed",
                                sum(lines.stream().map(Line::completed).toList()))
                        .modelAttribute("most", lines.size() == Insight.MOST)
                        .build());
    }

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
