package market.tessera.provider.needs;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.needs.Need.State;
import market.tessera.provider.provider.Provider;
import market.tessera.provider.provider.Providers;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The board: what is wanted, who wants it, and what became of it. */
@Controller
@RequestMapping("/portal/needs")
class BoardPage {
    private static final Role[] WRITERS = {Role.AUTHOR, Role.ADMINISTRATOR};
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 4_000;

    private final Needs needs;
    private final Providers providers;

    BoardPage(Needs needs, Providers providers) {
        this.needs = needs;
        this.providers = providers;
    }

    /** What was typed. */
    record Form(
            @Nullable UUID provider,
            @Nullable String title,
            @Nullable String details,
            @Nullable String query,
            @Nullable String why) {
        static final Form BLANK = new Form(null, null, null, null, null);

        String name() {
            return Objects.requireNonNullElse(title, "").strip();
        }

        String text() {
            return Objects.requireNonNullElse(details, "").strip();
        }

        String reason() {
            return Objects.requireNonNullElse(why, "").strip();
        }

        boolean fits() {
            return provider != null
                    && !name().isEmpty()
                    && name().length() <= LONGEST_TITLE
                    && text().length() <= LONGEST_TEXT;
        }
    }

    /** An institution for which the person writes. */
    record Place(Provider provider, List<Needs.Unmet> unmet) {}

    @GetMapping
    Mono<Rendering> show(ProviderScope scope, @RequestParam(defaultValue = "open") String state) {
        return page(scope, shown(state), Form.BLANK, false);
    }

    @PostMapping
    Mono<Rendering> note(ProviderScope scope, @ModelAttribute Form form) {
        scope.requireSomewhere(WRITERS);
        if (!form.fits()) {
            return page(scope, State.OPEN, form, true);
        }
        var provider = Objects.requireNonNull(form.provider());
        scope.require(provider, WRITERS);
        return needs.note(provider, form.name(), form.text(), scope.person().name())
                .thenReturn(back());
    }

    @PostMapping("/searches")
    Mono<Rendering> takeUp(ProviderScope scope, @ModelAttribute Form form) {
        scope.requireSomewhere(WRITERS);
        if (form.provider() == null || form.query() == null) {
            return Mono.error(new ResponseStatusException(HttpStatus.BAD_REQUEST));
        }
        scope.require(form.provider(), WRITERS);
        return needs.takeUp(form.provider(), form.query(), scope.person().name())
                .thenReturn(back());
    }

    @PostMapping("/{need}/dismiss")
    Mono<Rendering> dismiss(ProviderScope scope, @PathVariable UUID need, @ModelAttribute Form form) {
        return own(scope, need)
                .filter(_ -> !form.reason().isEmpty() && form.reason().length() <= LONGEST_TEXT)
                .flatMap(_ -> needs.move(scope, need, State.OPEN, State.DISMISSED, form.reason())
                        .thenReturn(back()))
                .switchIfEmpty(Mono.defer(() -> page(scope, State.OPEN, Form.BLANK, true)));
    }

    @PostMapping("/{need}/reopen")
    Mono<Rendering> reopen(ProviderScope scope, @PathVariable UUID need) {
        return own(scope, need)
                .flatMap(_ -> needs.move(scope, need, State.DISMISSED, State.OPEN, null))
                .thenReturn(back());
    }

    private Mono<Need> own(ProviderScope scope, UUID id) {
        return needs.find(scope, id)
                .switchIfEmpty(notFound())
                .doOnNext(need -> scope.require(need.provider(), WRITERS));
    }

    private Mono<Rendering> page(ProviderScope scope, State state, Form form, boolean mistaken) {
        var writesFor = Arrays.asList(scope.providers(WRITERS));
        return Mono.zip(
                        needs.board(scope, state).collectList(),
                        Flux.fromIterable(writesFor)
                                .concatMap(providers::find)
                                .concatMap(provider -> needs.unmet(provider.id())
                                        .collectList()
                                        .map(unmet -> new Place(provider, unmet)))
                                .collectList())
                .map(known -> Rendering.view("provider-portal/needs")
                        .status(mistaken ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK)
                        .modelAttribute("needs", known.getT1())
                        .modelAttribute("places", known.getT2())
                        .modelAttribute("writesFor", writesFor)
                        .modelAttribute("shown", state.key())
                        .modelAttribute("form", form)
                        .modelAttribute("options", options(known.getT2(), form))
                        .modelAttribute("mistaken", mistaken)
                        .build());
    }

    private static List<Map<String, Object>> options(List<Place> places, Form form) {
        return places.stream()
                .map(place -> Map.<String, Object>of(
                        "value", place.provider().id(),
                        "label", place.provider().profile().name(),
                        "selected", place.provider().id().equals(form.provider())))
                .toList();
    }

    private static State shown(String typed) {
        return Optional.of(typed.toUpperCase(Locale.ROOT))
                .filter(name -> Arrays.stream(State.values())
                        .anyMatch(state -> state.name().equals(name)))
                .map(State::valueOf)
                .orElse(State.OPEN);
    }

    private static Rendering back() {
        return SeeOther.to("/portal/needs");
    }
}
