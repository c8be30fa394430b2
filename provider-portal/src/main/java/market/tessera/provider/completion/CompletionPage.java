package market.tessera.provider.completion;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.enrollment.Enrollments;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Where people say who has completed, if no system of theirs does. */
@Controller
class CompletionPage {
    private static final int LONGEST_GRADE = 40;

    private final Enrollments enrollments;
    private final ReportCompletion reportCompletion;
    private final TakeBackReport takeBackReport;
    private final Clock clock;

    CompletionPage(
            Enrollments enrollments, ReportCompletion reportCompletion, TakeBackReport takeBackReport, Clock clock) {
        this.enrollments = enrollments;
        this.reportCompletion = reportCompletion;
        this.takeBackReport = takeBackReport;
        this.clock = clock;
    }

    /** @param grade as the learner is to read it; may be left empty */
    record Result(@Nullable String grade) {
        boolean isReadable() {
            return grade == null
                    || (grade.length() <= LONGEST_GRADE && grade.chars().noneMatch(Character::isISOControl));
        }

        @Nullable
        String said() {
            return grade == null || grade.isBlank() ? null : grade.strip();
        }
    }

    @PostMapping("/portal/enrollments/{id}/completion")
    Mono<Rendering> complete(ProviderScope scope, @PathVariable UUID id, @ModelAttribute Result result) {
        scope.requireSomewhere(Enrollments.reporters());
        if (!result.isReadable()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return enrollments
                .one(scope, id)
                .doOnNext(enrollment -> scope.require(enrollment.provider(), Enrollments.reporters()))
                .flatMap(_ -> reportCompletion.report(
                        scope, new Said(new CompletionReport(id, now, result.said(), null, now), false)))
                .defaultIfEmpty(new Reporting.Unknown())
                .map(CompletionPage::answer);
    }

    @PostMapping("/portal/enrollments/{id}/completion/withdrawal")
    Mono<Rendering> takeBack(ProviderScope scope, @PathVariable UUID id) {
        scope.requireSomewhere(Enrollments.reporters());
        return enrollments
                .one(scope, id)
                .doOnNext(enrollment -> scope.require(enrollment.provider(), Enrollments.reporters()))
                .flatMap(_ -> takeBackReport.takeBack(scope, id))
                .defaultIfEmpty(new TakingBack.Unknown())
                .map(CompletionPage::answer);
    }

    private static Rendering answer(TakingBack takingBack) {
        return switch (takingBack) {
            case TakingBack.Done _, TakingBack.DoneBefore _ -> to("withdrawn");
            case TakingBack.NeverSaid _ -> to("never");
            case TakingBack.Unknown _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }

    private static Rendering answer(Reporting reporting) {
        return switch (reporting) {
            case Reporting.Taken _, Reporting.Repeated _ -> to("reported");
            case Reporting.Contradicted _ -> to("contradicted");
            case Reporting.Closed _ -> to("closed");
            case Reporting.Unknown _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }

    private static Rendering to(String said) {
        return SeeOther.to("/portal/enrollments?said=" + said);
    }
}
