package market.tessera.provider.editing;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import market.tessera.provider.worklist.OfferingList;
import market.tessera.provider.worklist.OfferingList.Page;
import market.tessera.provider.worklist.OfferingList.Query;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** All offerings of one's providers. The address says what is shown. */
@Controller
class OfferingsPage {
    private static final int LONGEST_TEXT = 200;
    private static final int LAST_PAGE = 10_000;

    private final OfferingList offerings;

    OfferingsPage(OfferingList offerings) {
        this.offerings = offerings;
    }

    /** A way to the same list in one state. */
    record Tab(@Nullable WorkflowState state, String url, boolean current, long count) {}

    /** Where one is in a long list. */
    record Paging(
            long from,
            long to,
            long total,
            @Nullable String previousUrl,
            @Nullable String nextUrl) {}

    @GetMapping("/portal/offerings")
    Mono<Rendering> show(
            ProviderScope scope,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "1") String page) {
        var query =
                new Query(q.substring(0, Math.min(LONGEST_TEXT, q.length())).strip(), state(state), null, page(page));
        return Mono.zip(offerings.find(scope, query), offerings.counts(scope))
                .map(found -> Rendering.view("provider-portal/offerings")
                        .modelAttribute("query", query)
                        .modelAttribute("rows", found.getT1().rows())
                        .modelAttribute("states", tabs(query, found.getT2()))
                        .modelAttribute("paging", paging(query, found.getT1()))
                        .modelAttribute("mayWrite", scope.providers(Role.AUTHOR, Role.ADMINISTRATOR).length > 0)
                        .modelAttribute("severalProviders", scope.providers().length > 1)
                        .build());
    }

    private static @Nullable WorkflowState state(String code) {
        return Arrays.stream(WorkflowState.values())
                .filter(state -> state.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    private static int page(String typed) {
        return typed.matches("\\d{1,5}") ? Math.clamp(Integer.parseInt(typed), 1, LAST_PAGE) : 1;
    }

    private static List<Tab> tabs(Query query, Map<WorkflowState, Long> counts) {
        var all = new Tab(
                null,
                url(query, null, 1),
                query.state() == null,
                counts.values().stream().mapToLong(Long::longValue).sum());
        return Stream.concat(
                        Stream.of(all),
                        Arrays.stream(WorkflowState.values())
                                .filter(state -> counts.containsKey(state) || state == query.state())
                                .map(state -> new Tab(
                                        state,
                                        url(query, state, 1),
                                        state == query.state(),
                                        counts.getOrDefault(state, 0L))))
                .toList();
    }

    private static Paging paging(Query query, Page found) {
        var before = (long) (query.page() - 1) * OfferingList.PAGE;
        return new Paging(
                found.rows().isEmpty() ? 0 : before + 1,
                before + found.rows().size(),
                found.total(),
                query.page() > 1 ? url(query, query.state(), query.page() - 1) : null,
                before + found.rows().size() < found.total() ? url(query, query.state(), query.page() + 1) : null);
    }

    private static String url(Query query, @Nullable WorkflowState state, int page) {
        var address = UriComponentsBuilder.fromPath("/portal/offerings");
        Optional.of(query.text()).filter(text -> !text.isEmpty()).ifPresent(text -> address.queryParam("q", "{text}"));
        Optional.ofNullable(state).ifPresent(chosen -> address.queryParam("state", chosen.code()));
        Optional.of(page).filter(number -> number > 1).ifPresent(number -> address.queryParam("page", number));
        return address.encode().buildAndExpand(Map.of("text", query.text())).toUriString();
    }
}
