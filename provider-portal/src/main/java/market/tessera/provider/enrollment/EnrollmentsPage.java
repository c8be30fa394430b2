package market.tessera.provider.enrollment;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import market.tessera.provider.enrollment.Enrollment.State;
import market.tessera.provider.provider.Csv;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who is enrolled, on a page and as a file. */
@Controller
class EnrollmentsPage {
    /** What a reported completion can be answered. */
    private static final Set<String> SAID = Set.of("reported", "contradicted", "closed", "withdrawn", "never");

    private static final int PAGE = 100;
    private static final int LAST_PAGE = 10_000;

    private final Enrollments enrollments;

    EnrollmentsPage(Enrollments enrollments) {
        this.enrollments = enrollments;
    }

    /** A way to the enrollments in one state. */
    record Tab(@Nullable State state, String url, boolean current, long count) {}

    @GetMapping("/portal/enrollments")
    Mono<Rendering> show(
            ProviderScope scope,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "1") String page,
            @RequestParam(defaultValue = "") String said) {
        Enrollments.requireReader(scope);
        var chosen = state(state);
        var number = page.matches("\\d{1,5}") ? Math.clamp(Integer.parseInt(page), 1, LAST_PAGE) : 1;
        return Mono.zip(
                        enrollments
                                .find(scope, chosen, PAGE + 1, (long) (number - 1) * PAGE)
                                .collectList(),
                        enrollments.counts(scope))
                .map(found -> Rendering.view("provider-portal/enrollments")
                        .modelAttribute(
                                "rows", found.getT1().stream().limit(PAGE).toList())
                        .modelAttribute("reporting", Set.of(scope.providers(Enrollments.reporters())))
                        .modelAttribute(
                                "open",
                                Arrays.stream(State.values())
                                        .filter(State::isOpen)
                                        .toList())
                        .modelAttribute("said", SAID.contains(said) ? said : "")
                        .modelAttribute("states", tabs(chosen, found.getT2()))
                        .modelAttribute("csvUrl", "/portal/enrollments.csv" + query(chosen, 1))
                        .modelAttribute("previousUrl", number > 1 ? url(chosen, number - 1) : "")
                        .modelAttribute("nextUrl", found.getT1().size() > PAGE ? url(chosen, number + 1) : "")
                        .build());
    }

    @GetMapping("/portal/enrollments.csv")
    ResponseEntity<Flux<DataBuffer>> download(ProviderScope scope, @RequestParam(defaultValue = "") String state) {
        Enrollments.requireReader(scope);
        var lines = Flux.just(EnrollmentCsv.HEADER)
                .concatWith(enrollments.all(scope, state(state)).map(EnrollmentCsv::line));
        return Csv.download("enrollments.csv", lines);
    }

    private static @Nullable State state(String key) {
        return Arrays.stream(State.values())
                .filter(state -> state.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    private static List<Tab> tabs(@Nullable State chosen, Map<State, Long> counts) {
        var all = new Tab(
                null,
                url(null, 1),
                chosen == null,
                counts.values().stream().mapToLong(Long::longValue).sum());
        return Stream.concat(
                        Stream.of(all),
                        Arrays.stream(State.values())
                                .filter(state -> counts.containsKey(state) || state == chosen)
                                .map(state ->
                                        new Tab(state, url(state, 1), state == chosen, counts.getOrDefault(state, 0L))))
                .toList();
    }

    private static String url(@Nullable State state, int page) {
        return "/portal/enrollments" + query(state, page);
    }

    private static String query(@Nullable State state, int page) {
        var parts = Stream.of(state == null ? "" : "state=" + state.key(), page > 1 ? "page=" + page : "")
                .filter(part -> !part.isEmpty())
                .toList();
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }
}
