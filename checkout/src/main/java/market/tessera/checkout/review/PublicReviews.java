package market.tessera.checkout.review;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.checkout.offer.Offer;
import market.tessera.checkout.offer.Offers;
import market.tessera.checkout.review.Reports.Reason;
import market.tessera.platform.page.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** All that learners say of an offering, for everybody to read and to report. */
@Controller
class PublicReviews {
    private static final int PAGE = 20;
    private static final int LAST_PAGE = 500;

    private final Reviews reviews;
    private final Reputations reputations;
    private final Reports reports;
    private final Offers offers;

    PublicReviews(Reviews reviews, Reputations reputations, Reports reports, Offers offers) {
        this.reviews = reviews;
        this.reputations = reputations;
        this.reports = reports;
        this.offers = offers;
    }

    record Report(@Nullable String reason, @Nullable UUID offering) {}

    @GetMapping("/reviews/{offering:[0-9a-f-]{36}}")
    Mono<Rendering> show(
            @PathVariable UUID offering,
            @RequestParam(defaultValue = "1") String page,
            @RequestParam(defaultValue = "") String done) {
        var number = number(page);
        return offers.ofOfferings(List.of(offering))
                .next()
                .switchIfEmpty(notFound())
                .flatMap(offer -> Mono.zip(
                                reviews.ofOffering(offering, (number - 1L) * PAGE, PAGE + 1)
                                        .collectList(),
                                reputations.find(offering).map(Rating::of).defaultIfEmpty(Rating.NONE))
                        .map(found -> page(offer, found.getT1(), found.getT2(), number, "reported".equals(done))));
    }

    /** Nobody is told whether it was reported before. */
    @PostMapping("/reviews/{review:[0-9a-f-]{36}}/report")
    Mono<Rendering> report(@PathVariable UUID review, @ModelAttribute Report report) {
        var offering = report.offering();
        var reason = reason(report.reason());
        if (offering == null || reason == null) {
            return Mono.error(new ResponseStatusException(HttpStatus.BAD_REQUEST));
        }
        return reports.add(review, reason)
                .filter(known -> known)
                .switchIfEmpty(notFound())
                .map(_ -> SeeOther.to("/reviews/%s?done=reported".formatted(offering)));
    }

    private static Rendering page(Offer offer, List<Review> found, Rating rating, int number, boolean reported) {
        return Rendering.view("checkout/reviews")
                .modelAttribute("offer", offer)
                .modelAttribute("reviews", found.stream().limit(PAGE).toList())
                .modelAttribute("rating", rating)
                .modelAttribute("reasons", Reason.values())
                .modelAttribute("reported", reported)
                .modelAttribute("page", number)
                .modelAttribute("more", found.size() > PAGE && number < LAST_PAGE)
                .build();
    }

    private static @Nullable Reason reason(@Nullable String typed) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.name().toLowerCase(Locale.ROOT).equals(typed))
                .findFirst()
                .orElse(null);
    }

    private static int number(String page) {
        return page.matches("[1-9][0-9]{0,2}") ? Math.min(Integer.parseInt(page), LAST_PAGE) : 1;
    }
}
