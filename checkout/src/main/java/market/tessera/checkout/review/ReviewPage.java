package market.tessera.checkout.review;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollment.State;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where learners say what they think of a course they took, change it and take it back. */
@Controller
@RequestMapping("/learning/{enrollment:[0-9a-f-]{36}}/review")
class ReviewPage {
    private final Reviews reviews;
    private final Enrollments enrollments;

    ReviewPage(Reviews reviews, Enrollments enrollments) {
        this.reviews = reviews;
        this.enrollments = enrollments;
    }

    @GetMapping
    Mono<Rendering> show(
            @PathVariable UUID enrollment, @AuthenticationPrincipal Person learner, ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return own(enrollment, learner).flatMap(taken -> page(taken, null, Optional.empty()));
    }

    @PostMapping
    Mono<Rendering> write(
            @PathVariable UUID enrollment, @ModelAttribute ReviewForm form, @AuthenticationPrincipal Person learner) {
        var mistake = form.mistake();
        return own(enrollment, learner)
                .flatMap(taken -> mistake.isPresent()
                        ? page(taken, form, mistake)
                        : reviews.write(learner.id(), enrollment, form.said())
                                .map(_ -> toShelf())
                                .switchIfEmpty(notFound()));
    }

    @PostMapping("/withdraw")
    Mono<Rendering> withdraw(@PathVariable UUID enrollment, @AuthenticationPrincipal Person learner) {
        return own(enrollment, learner)
                .flatMap(_ -> reviews.withdraw(learner.id(), enrollment))
                .then(Mono.just(toShelf()));
    }

    private Mono<Enrollment> own(UUID enrollment, Person learner) {
        return enrollments
                .find(enrollment)
                .filter(taken -> taken.learner().is(learner.id()))
                .filter(taken -> taken.state() == State.ACTIVE || taken.state() == State.COMPLETED)
                .switchIfEmpty(notFound());
    }

    private Mono<Rendering> page(Enrollment taken, @Nullable ReviewForm typed, Optional<String> mistake) {
        return reviews.ofEnrollment(taken.id())
                .filter(review -> !review.isWithdrawn())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(written -> Rendering.view("checkout/review")
                        .status(mistake.isPresent() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK)
                        .modelAttribute("course", taken.course())
                        .modelAttribute("place", "/learning/" + taken.id() + "/review")
                        .modelAttribute(
                                "form",
                                typed != null
                                        ? typed
                                        : written.map(ReviewForm::of).orElse(ReviewForm.EMPTY))
                        .modelAttribute("mistake", mistake.orElse(""))
                        .modelAttribute("written", written.isPresent())
                        .modelAttribute(
                                "hiddenWhy", written.map(Review::hiddenWhy).orElse(""))
                        .build());
    }

    private static Rendering toShelf() {
        return SeeOther.to("/learning");
    }
}
