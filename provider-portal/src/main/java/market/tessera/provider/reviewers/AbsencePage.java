package market.tessera.provider.reviewers;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.provider.OrdinaryDay;
import market.tessera.provider.reviewers.Absences.Period;
import market.tessera.provider.reviewers.Absences.Place;
import market.tessera.provider.staff.Members;
import market.tessera.provider.staff.Members.Employer;
import market.tessera.provider.staff.Members.Member;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.SecurityAudit;
import market.tessera.provider.staff.SecurityAudit.Event;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Where people say when they are away and who decides on reviews for them. A deputy never decides on what it has written itself. */
@Controller
@RequestMapping("/portal/account/absence")
class AbsencePage {
    private static final int LONGEST_DAYS = 366;
    private static final Set<String> DONE = Set.of("saved", "ended");

    private final Absences absences;
    private final Members members;
    private final SecurityAudit audit;
    private final Clock clock;

    AbsencePage(Absences absences, Members members, SecurityAudit audit, Clock clock) {
        this.absences = absences;
        this.members = members;
        this.audit = audit;
        this.clock = clock;
    }

    /** What was typed. */
    record Form(
            @Nullable UUID provider,
            @Nullable String firstDay,
            @Nullable String lastDay,
            @Nullable UUID deputy) {
        static final Form BLANK = new Form(null, null, null, null);
    }

    @GetMapping
    Mono<Rendering> show(ProviderScope scope, @RequestParam(required = false) @Nullable String done) {
        return page(scope, Form.BLANK, "", HttpStatus.OK)
                .map(page -> page.modelAttribute("done", done != null && DONE.contains(done) ? done : "")
                        .build());
    }

    @PostMapping
    Mono<Rendering> plan(ProviderScope scope, @ModelAttribute Form form) {
        var provider =
                Objects.requireNonNullElse(form.provider(), scope.person().id());
        var period = period(form);
        if (scope.roles(provider).isEmpty() || period == null) {
            return again(scope, form, "period");
        }
        return absences.plan(scope, provider, period, form.deputy())
                .flatMap(planned -> planned
                        ? audit.record(
                                        Event.ABSENCE_PLANNED,
                                        scope.person(),
                                        provider,
                                        "%s to %s, deputy %s"
                                                .formatted(period.firstDay(), period.lastDay(), form.deputy()))
                                .thenReturn(back("saved"))
                        : again(scope, form, "deputy"));
    }

    @PostMapping("/end")
    Mono<Rendering> end(ProviderScope scope, @ModelAttribute Form form) {
        var provider = form.provider();
        return provider == null || scope.roles(provider).isEmpty()
                ? again(scope, form, "period")
                : absences.end(scope, provider)
                        .then(audit.record(Event.ABSENCE_ENDED, scope.person(), provider, ""))
                        .thenReturn(back("ended"));
    }

    /** Null if that is no period which lies ahead, at least in part. */
    private @Nullable Period period(Form form) {
        try {
            var first = LocalDate.parse(Objects.requireNonNullElse(form.firstDay(), ""));
            var last = LocalDate.parse(Objects.requireNonNullElse(form.lastDay(), ""));
            return last.isBefore(first)
                            || !OrdinaryDay.Check.isOrdinary(first)
                            || last.isBefore(LocalDate.now(clock))
                            || last.isAfter(first.plusDays(LONGEST_DAYS))
                    ? null
                    : new Period(first, last);
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    private Mono<Rendering> again(ProviderScope scope, Form form, String mistake) {
        return page(scope, form, mistake, HttpStatus.UNPROCESSABLE_CONTENT).map(Rendering.Builder::build);
    }

    private Mono<Rendering.Builder<?>> page(ProviderScope scope, Form form, String mistake, HttpStatus status) {
        return members.employers(scope)
                .concatMap(employer -> place(scope, employer))
                .collectList()
                .flatMapMany(places -> absences.of(scope, places))
                .collectList()
                .map(places -> Rendering.view("provider-portal/absence")
                        .status(status)
                        .modelAttribute("places", places)
                        .modelAttribute("form", form)
                        .modelAttribute("mistake", mistake));
    }

    private Mono<Place> place(ProviderScope scope, Employer employer) {
        return members.team(employer.id())
                .filter(colleague -> !colleague.id().equals(scope.person().id()))
                .map(colleague -> new Member(colleague.id(), colleague.name()))
                .collectList()
                .map(colleagues -> new Place(employer.id(), employer.name(), null, colleagues));
    }

    private static Rendering back(String done) {
        return SeeOther.to("/portal/account/absence?done=" + done);
    }
}
