package market.tessera.provider.insight;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import market.tessera.provider.insight.Insight.Line;
import market.tessera.provider.insight.Trends.Funnel;
import market.tessera.provider.insight.Trends.Month;
import market.tessera.provider.insight.Trends.Wanted;
import market.tessera.provider.staff.ProviderScope;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** How one's offerings do: in charts with the table of each, and offering by offering. */
@Controller
class InsightPage {
    private static final List<String> STEPS = List.of("paid", "enrolled", "opened", "completed", "rated");

    private final Insight insight;
    private final Trends trends;
    private final MessageSource words;

    InsightPage(Insight insight, Trends trends, MessageSource words) {
        this.insight = insight;
        this.trends = trends;
        this.words = words;
    }

    @GetMapping("/portal/insight")
    Mono<Rendering> show(ProviderScope scope, Locale locale) {
        return Mono.zip(
                        insight.of(scope).collectList(),
                        trends.months(scope).collectList(),
                        trends.funnel(scope),
                        trends.wanted().collectList())
                .map(found -> page(found.getT1(), charts(found.getT2(), found.getT3(), found.getT4(), locale)));
    }

    private List<Chart> charts(List<Month> months, Funnel funnel, List<Wanted> wanted, Locale locale) {
        var steps = STEPS.stream()
                .map(step -> words.getMessage("insight.step." + step, null, locale))
                .toList();
        return Stream.of(
                        Chart.funnel(funnel, steps, locale),
                        Chart.learners(months, locale),
                        Chart.ratings(months, locale),
                        Chart.demand(wanted, locale))
                .filter(chart -> !chart.isEmpty())
                .toList();
    }

    private static Rendering page(List<Line> lines, List<Chart> charts) {
        return Rendering.view("provider-portal/insight")
                .modelAttribute("lines", lines)
                .modelAttribute("charts", charts)
                .modelAttribute(
                        "enrolled", sum(lines.stream().map(Line::enrolled).toList()))
                .modelAttribute(
                        "completed", sum(lines.stream().map(Line::completed).toList()))
                .modelAttribute("most", lines.size() == Insight.MOST)
                .build();
    }

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
