package market.tessera.provider.upkeep;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import market.tessera.provider.governance.ConfirmReview;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.upkeep.Retirements.End;
import market.tessera.provider.upkeep.Retirements.Planning;
import org.jspecify.annotations.Nullable;
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
    private static final int LONGEST = 2_000;

    private final Retirements retirements;
    private final ConfirmReview confirmReview;

    UpkeepPages(Retirements retirements, ConfirmReview confirmReview) {
        this.retirements = retirements;
        this.confirmReview = confirmReview;
    }

    /** What was typed. */
    record Form(
            @Nullable String salesEnd,
            @Nullable String teachOutUntil,
            @Nullable String why) {
        String reason() {
            var said = Objects.requireNonNullElse(why, "").strip();
            return said.substring(0, Math.min(LONGEST, said.length()));
        }

        /** Empty where a day is none. */
        Optional<End> end() {
            try {
                var until = Objects.requireNonNullElse(teachOutUntil, "").strip();
                return Optional.of(new End(
                        LocalDate.parse(Objects.requireNonNullElse(salesEnd, "").strip()),
                        until.isEmpty() ? null : LocalDate.parse(until),
                        reason()));
            } catch (DateTimeParseException _) {
                return Optional.empty();
            }
        }
    }

    @PostMapping("/retirement")
    Mono<Rendering> plan(ProviderScope scope, @PathVariable UUID id, @ModelAttribute Form form) {
        var unsound = new End(LocalDate.EPOCH, null, "");
        return retirements.plan(scope, id, form.end().orElse(unsound)).map(planning -> back(id, word(planning)));
    }

    @PostMapping("/retirement/cancel")
    Mono<Rendering> cancel(ProviderScope scope, @PathVariable UUID id) {
        return retirements.cancel(scope, id).thenReturn(back(id, "end-cancelled"));
    }

    /** Somebody has looked through all of it, and it still holds. */
    @PostMapping("/reviewed")
    Mono<Rendering> reviewed(ProviderScope scope, @PathVariable UUID id, @ModelAttribute Form form) {
        return confirmReview
                .confirm(scope, id, form.reason())
                .map(confirmed -> back(id, confirmed ? "reviewed" : "not-reviewed"));
    }

    private static String word(Planning planning) {
        return switch (planning) {
            case PLANNED -> "end-planned";
            case NOT_PUBLIC -> "end-not-public";
            case UNSOUND -> "end-unsound";
        };
    }

    private static Rendering back(UUID id, String done) {
        return Rendering.redirectTo("/portal/offerings/" + id + "?done=" + done)
                .status(HttpStatus.SEE_OTHER)
                .build();
    }
}
