package market.tessera.provider.onboarding;

import static market.tessera.platform.problem.Missing.notFound;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.provider.Provider;
import market.tessera.provider.provider.Providers;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The operator's desk for one institution: what it says of itself, what was said since, and what to decide. */
@Controller
@RequestMapping("/portal/providers/{id}")
class DeskPage {
    private static final int LONGEST_TEXT = 1_000;
    private static final int MOST_YEARS = 5;

    private final Decide decide;
    private final Verifications verifications;
    private final Applications applications;
    private final Providers providers;
    private final Clock clock;

    DeskPage(Decide decide, Verifications verifications, Applications applications, Providers providers, Clock clock) {
        this.decide = decide;
        this.verifications = verifications;
        this.applications = applications;
        this.providers = providers;
        this.clock = clock;
    }

    /** What was typed. */
    record Form(
            @Nullable String evidence,
            @Nullable List<String> checks,
            @Nullable String reviewOn,
            @Nullable String said) {
        String text() {
            return Objects.requireNonNullElse(said, "").strip();
        }

        String proof() {
            return Objects.requireNonNullElse(evidence, "").strip();
        }

        Set<String> ticked() {
            var known = new HashSet<>(Objects.requireNonNullElse(checks, List.of()));
            known.retainAll(Verifications.CHECKS);
            return known;
        }

        Optional<LocalDate> day() {
            try {
                return Optional.of(LocalDate.parse(Objects.requireNonNullElse(reviewOn, "")));
            } catch (DateTimeParseException _) {
                return Optional.empty();
            }
        }
    }

    @GetMapping
    Mono<Rendering> show(ProviderScope scope, @PathVariable UUID id) {
        scope.requireOperator();
        var inAYear = LocalDate.now(clock).plusYears(1).toString();
        return page(id, new Form(null, null, inAYear, null), List.of());
    }

    @PostMapping("/verify")
    Mono<Rendering> verify(ProviderScope scope, @PathVariable UUID id, @ModelAttribute Form form) {
        scope.requireOperator();
        var mistakes = mistakes(form);
        return mistakes.isEmpty()
                ? known(id)
                        .then(decide.verify(
                                scope,
                                id,
                                form.proof(),
                                form.ticked(),
                                form.day().orElseThrow()))
                        .thenReturn(back(id))
                : page(id, form, mistakes);
    }

    @PostMapping("/ask")
    Mono<Rendering> ask(ProviderScope scope, @PathVariable UUID id, @ModelAttribute Form form) {
        scope.requireOperator();
        return said(id, form, () -> decide.ask(scope, id, form.text()));
    }

    @PostMapping("/refuse")
    Mono<Rendering> refuse(ProviderScope scope, @PathVariable UUID id, @ModelAttribute Form form) {
        scope.requireOperator();
        return said(id, form, () -> decide.refuse(scope, id, form.text()));
    }

    @PostMapping("/suspend")
    Mono<Rendering> suspend(ProviderScope scope, @PathVariable UUID id, @ModelAttribute Form form) {
        scope.requireOperator();
        return said(id, form, () -> decide.suspend(scope, id, form.text()));
    }

    /** Does what needs a word to the institution, or asks for the word. */
    private Mono<Rendering> said(UUID id, Form form, Supplier<Mono<Void>> deed) {
        return fits(form.text()) ? known(id).then(deed.get()).thenReturn(back(id)) : page(id, form, List.of("said"));
    }

    private List<String> mistakes(Form form) {
        var mistakes = new ArrayList<String>();
        if (!fits(form.proof())) {
            mistakes.add("evidence");
        }
        if (form.ticked().size() < Verifications.CHECKS.size()) {
            mistakes.add("checks");
        }
        var today = LocalDate.now(clock);
        if (form.day()
                .filter(day -> day.isAfter(today) && !day.isAfter(today.plusYears(MOST_YEARS)))
                .isEmpty()) {
            mistakes.add("reviewOn");
        }
        return mistakes;
    }

    private static boolean fits(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_TEXT;
    }

    private Mono<Provider> known(UUID id) {
        return providers.find(id).switchIfEmpty(notFound());
    }

    private Mono<Rendering> page(UUID id, Form form, List<String> mistakes) {
        return Mono.zip(
                        known(id),
                        applications.of(id).map(Optional::of).defaultIfEmpty(Optional.empty()),
                        verifications.of(id).collectList(),
                        verifications.similar(id).collectList())
                .map(found -> Rendering.view("provider-portal/provider-desk")
                        .status(mistakes.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                        .modelAttribute("provider", found.getT1())
                        .modelAttribute("applied", found.getT2())
                        .modelAttribute("entries", found.getT3())
                        .modelAttribute("similar", found.getT4())
                        .modelAttribute("form", form)
                        .modelAttribute("checks", checks(form.ticked()))
                        .modelAttribute("mistakes", mistakes)
                        .build());
    }

    private static List<Map<String, Object>> checks(Set<String> ticked) {
        return Verifications.CHECKS.stream()
                .map(check -> Map.<String, Object>of("key", check, "ticked", ticked.contains(check)))
                .toList();
    }

    private static Rendering back(UUID id) {
        return SeeOther.to("/portal/providers/" + id);
    }
}
