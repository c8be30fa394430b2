package market.tessera.provider.insight;

import static market.tessera.platform.problem.Missing.notFound;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.ToLongFunction;
import market.tessera.provider.insight.Weeks.Week;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** One offering week by week, from looks to completions. */
@Controller
class WeeksPage {
    private final Weeks weeks;

    WeeksPage(Weeks weeks) {
        this.weeks = weeks;
    }

    /**
     * @param counted whether looks were counted in that week
     * @param views null, as {@code comparisons} and {@code baskets}, where too few to be told
     * @param basketsCounted whether baskets were counted in that week
     */
    record Line(
            String week,
            boolean counted,
            @Nullable Long views,
            @Nullable Long comparisons,
            boolean basketsCounted,
            @Nullable Long baskets,
            long paid,
            long completed) {
        static Line of(Week week, Locale locale) {
            return new Line(
                    DateTimeFormatter.ofPattern("d MMM yyyy", locale).format(week.first()),
                    week.counted(),
                    Weeks.told(week.views()),
                    Weeks.told(week.comparisons()),
                    week.basketsCounted(),
                    Weeks.told(week.baskets()),
                    week.paid(),
                    week.completed());
        }
    }

    @GetMapping("/portal/insight/{id}")
    Mono<Rendering> show(ProviderScope scope, @PathVariable UUID id, Locale locale) {
        return weeks.title(scope, id)
                .switchIfEmpty(notFound())
                .zipWith(weeks.of(scope, id).collectList())
                .map(found -> page(id, found.getT1(), found.getT2(), locale));
    }

    private static Rendering page(UUID id, String title, List<Week> weeks, Locale locale) {
        return Rendering.view("provider-portal/insight-weeks")
                .modelAttribute("offering", id)
                .modelAttribute("offeringTitle", title)
                .modelAttribute("few", Weeks.FEWEST)
                .modelAttribute("counted", weeks.stream().anyMatch(Week::counted))
                .modelAttribute("basketsCounted", weeks.stream().anyMatch(Week::basketsCounted))
                .modelAttribute(
                        "lines",
                        weeks.stream().map(week -> Line.of(week, locale)).toList())
                .modelAttribute(
                        "steps",
                        List.of(
                                sum(weeks, week -> told(week.views())),
                                sum(weeks, week -> told(week.comparisons())),
                                sum(weeks, week -> told(week.baskets())),
                                sum(weeks, Week::paid),
                                sum(weeks, Week::completed)))
                .build();
    }

    /** What is not told is not in the sum either, or the difference would tell it. */
    private static long told(long count) {
        var told = Weeks.told(count);
        return told == null ? 0 : told;
    }

    private static long sum(List<Week> weeks, ToLongFunction<Week> count) {
        return weeks.stream().mapToLong(count).sum();
    }
}
