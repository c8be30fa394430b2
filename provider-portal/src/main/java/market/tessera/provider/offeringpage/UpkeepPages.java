package market.tessera.provider.offeringpage;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.governance.ConfirmReview;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.upkeep.Retirements;
import market.tessera.provider.upkeep.Retirements.End;
import market.tessera.provider.upkeep.Retirements.Planning;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** What is done by the buttons of an offering's page once it is public. */
@Controller
@RequestMapping("/portal/offerings/{id}")
class UpkeepPages {
    private static final End UNREADABLE = new End(LocalDate.EPOCH, null, "");

    private final Retirements retirements;
    private final ConfirmReview confirmReview;
    private final RefusedPage refusedPage;

    UpkeepPages(Retirements retirements, ConfirmReview confirmReview, RefusedPage refusedPage) {
        this.retirements = retirements;
        this.confirmReview = confirmReview;
        this.refusedPage = refusedPage;
    }

    @PostMapping("/retirement")
    Mono<Rendering> plan(ProviderScope scope, @PathVariable UUID id, @ModelAttribute Typed form, Locale locale) {
        return retirements
                .plan(scope, id, end(form).orElse(UNREADABLE))
                .flatMap(planning -> answer(planning, scope, id, form, locale));
    }

    private Mono<Rendering> answer(Planning planning, ProviderScope scope, UUID id, Typed form, Locale locale) {
        return switch (planning) {
            case PLANNED -> Mono.just(back(id, "end-planned"));
            case NOT_PUBLIC -> refusedPage.of("not-public", HttpStatus.CONFLICT, scope, id, form, locale);
            case UNSOUND -> refusedPage.of("end", HttpStatus.UNPROCESSABLE_CONTENT, scope, id, form, locale);
        };
    }

    /** Empty where a day is none. */
    private static Optional<End> end(Typed form) {
        try {
            var until = Objects.requireNonNullElse(form.teachOutUntil(), "").strip();
            return Optional.of(new End(
                    LocalDate.parse(
                            Objects.requireNonNullElse(form.salesEnd(), "").strip()),
                    until.isEmpty() ? null : LocalDate.parse(until),
                    Objects.requireNonNullElse(form.reason(), "")));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    @PostMapping("/retirement/cancel")
    Mono<Rendering> cancel(ProviderScope scope, @PathVariable UUID id) {
        return retirements.cancel(scope, id).thenReturn(back(id, "end-cancelled"));
    }

    /** Somebody has looked through all of it, and it still holds. */
    @PostMapping("/reviewed")
    Mono<Rendering> reviewed(ProviderScope scope, @PathVariable UUID id, @ModelAttribute Typed form, Locale locale) {
        return confirmReview
                .confirm(scope, id, Objects.requireNonNullElse(form.reason(), ""))
                .flatMap(confirmed -> confirmed
                        ? Mono.just(back(id, "reviewed"))
                        : refusedPage.of("not-reviewed", HttpStatus.UNPROCESSABLE_CONTENT, scope, id, form, locale));
    }

    private static Rendering back(UUID id, String done) {
        return SeeOther.to("/portal/offerings/" + id + "?done=" + done);
    }
}
