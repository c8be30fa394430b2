package market.tessera.checkout.review;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import market.tessera.checkout.review.Reports.Reason;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where providers answer what learners say of their courses, and the operator decides about what was reported. */
@Controller
@RequestMapping("/checkout/feedback")
class ReviewDesk {
    private static final String DESK = "/checkout/feedback";
    private static final int LONGEST_WHY = 300;
    private static final Pattern SPEAKS = Pattern.compile("([0-9a-f-]{36}):(author|reviewer|administrator)");

    private final Reviews reviews;
    private final Reports reports;

    ReviewDesk(Reviews reviews, Reports reports) {
        this.reviews = reviews;
        this.reports = reports;
    }

    /** @param reported how often for which reason, where nobody has decided yet */
    record Row(Review review, Map<Reason, Long> reported) {}

    record Answer(@Nullable String answer) {
        String words() {
            return answer == null ? "" : answer.replace("\r\n", "\n").strip();
        }
    }

    record Verdict(@Nullable String why) {
        String words() {
            return why == null ? "" : why.strip();
        }
    }

    /** What could not be taken as it was typed. */
    record Wrong(@Nullable UUID review, String field, String typed) {
        static final Wrong NOTHING = new Wrong(null, "", "");

        public boolean at(Review other, String name) {
            return other.id().equals(review) && field.equals(name);
        }
    }

    @GetMapping
    Mono<Rendering> show(@AuthenticationPrincipal Person person, ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return page(person, Wrong.NOTHING);
    }

    /** An empty answer takes back the one before. */
    @PostMapping("/{review:[0-9a-f-]{36}}/answer")
    Mono<Rendering> answer(
            @PathVariable UUID review, @ModelAttribute Answer form, @AuthenticationPrincipal Person person) {
        var providers = speaksFor(person);
        return form.words().length() > Review.LONGEST_TEXT
                ? page(person, new Wrong(review, "answer", form.words()))
                : reviews.answer(providers, review, form.words())
                        .switchIfEmpty(notFound())
                        .map(_ -> toDesk());
    }

    @PostMapping("/{review:[0-9a-f-]{36}}/report")
    Mono<Rendering> report(@PathVariable UUID review, @AuthenticationPrincipal Person person) {
        return reviews.ofProviders(speaksFor(person))
                .filter(own -> own.id().equals(review))
                .next()
                .flatMap(_ -> reports.add(review, Reason.UNRELATED))
                .filter(known -> known)
                .switchIfEmpty(notFound())
                .map(_ -> toDesk());
    }

    @PostMapping("/{review:[0-9a-f-]{36}}/hide")
    Mono<Rendering> hide(
            @PathVariable UUID review, @ModelAttribute Verdict verdict, @AuthenticationPrincipal Person person) {
        requireOperator(person);
        return verdict.words().isEmpty() || verdict.words().length() > LONGEST_WHY
                ? page(person, new Wrong(review, "why", verdict.words()))
                : decided(review, reviews.hide(review, verdict.words()));
    }

    /** Shows what was hidden, or leaves it shown whatever was reported. */
    @PostMapping("/{review:[0-9a-f-]{36}}/show")
    Mono<Rendering> show(@PathVariable UUID review, @AuthenticationPrincipal Person person) {
        requireOperator(person);
        return decided(review, reviews.show(review));
    }

    private Mono<Rendering> decided(UUID review, Mono<Review> change) {
        return change.then(reports.settle(review)).thenReturn(toDesk());
    }

    private Mono<Rendering> page(Person person, Wrong wrong) {
        var operator = person.isOperator();
        var listed = operator ? reviews.toDecide() : reviews.ofProviders(speaksFor(person));
        return listed.collectList()
                .zipWhen(found -> reports.open(found.stream().map(Review::id).toList()), ReviewDesk::rows)
                .map(rows -> Rendering.view("checkout/review-desk")
                        .status(wrong.review() == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                        .modelAttribute("rows", rows)
                        .modelAttribute("operator", operator)
                        .modelAttribute("wrong", wrong)
                        .build());
    }

    private static List<Row> rows(List<Review> found, Map<UUID, Map<Reason, Long>> reported) {
        return found.stream()
                .map(review -> new Row(review, reported.getOrDefault(review.id(), Map.of())))
                .toList();
    }

    /** Whoever writes, reviews or administers for a provider may speak for it. */
    private static Set<UUID> speaksFor(Person person) {
        var providers = person.grants().stream()
                .map(SPEAKS::matcher)
                .filter(Matcher::matches)
                .map(grant -> UUID.fromString(grant.group(1)))
                .collect(Collectors.toUnmodifiableSet());
        if (providers.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return providers;
    }

    private static void requireOperator(Person person) {
        if (!person.isOperator()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    private static Rendering toDesk() {
        return SeeOther.to(DESK);
    }
}
