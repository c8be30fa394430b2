package market.tessera.provider.insight;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.onboarding.ProviderDirectory;
import market.tessera.provider.onboarding.ProviderDirectory.Unverified;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import market.tessera.provider.worklist.OfferingList;
import market.tessera.provider.worklist.ReviewQueue;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The first page: three steps on the first day, later what waits and how many stand where. */
@Controller
class DashboardPage {
    private static final int MOST_WAITING = 10;

    private final OfferingList offerings;
    private final ReviewQueue queue;
    private final ProviderDirectory directory;
    private final PayoutAccounts accounts;

    DashboardPage(OfferingList offerings, ReviewQueue queue, ProviderDirectory directory, PayoutAccounts accounts) {
        this.offerings = offerings;
        this.queue = queue;
        this.directory = directory;
        this.accounts = accounts;
    }

    /** How many offerings stand where. */
    record Figure(WorkflowState state, long count) {}

    /** An institution that is not verified. */
    record Notice(Unverified provider, boolean administered) {}

    @GetMapping("/portal")
    Mono<Rendering> show(ProviderScope scope) {
        return Mono.zip(
                        offerings.counts(scope),
                        queue.of(scope).take(MOST_WAITING).collectList(),
                        directory
                                .unverified(scope)
                                .map(one -> new Notice(one, scope.may(one.id(), Role.ADMINISTRATOR)))
                                .collectList(),
                        accounts.unpaid(scope).collectList(),
                        scope.person().isOperator() ? directory.waiting(scope) : Mono.just(0L))
                .map(known -> Rendering.view("provider-portal/dashboard")
                        .modelAttribute("figures", figures(known.getT1()))
                        .modelAttribute("waiting", known.getT2())
                        .modelAttribute("unverified", known.getT3())
                        .modelAttribute("unpaid", known.getT4())
                        .modelAttribute("applicants", known.getT5())
                        .modelAttribute("mayWrite", scope.providers(Role.AUTHOR, Role.ADMINISTRATOR).length > 0)
                        .modelAttribute("administers", List.of(scope.providers(Role.ADMINISTRATOR)))
                        .modelAttribute("worksSomewhere", scope.providers().length > 0)
                        .modelAttribute("operator", scope.person().isOperator())
                        .modelAttribute("firstName", scope.person().name().split(" ", 2)[0])
                        .build());
    }

    private static List<Figure> figures(Map<WorkflowState, Long> counts) {
        return Arrays.stream(WorkflowState.values())
                .filter(counts::containsKey)
                .map(state -> new Figure(state, counts.getOrDefault(state, 0L)))
                .toList();
    }
}
