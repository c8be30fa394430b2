package market.tessera.checkout.learning;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.completion.Progresses;
import market.tessera.checkout.completion.Progresses.Reached;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.learning.WaysIn.WayIn;
import market.tessera.checkout.offer.Offer;
import market.tessera.checkout.offer.Offers;
import market.tessera.checkout.organisation.Sponsored;
import market.tessera.checkout.organisation.Sponsored.Sponsor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Gathers what a learner's page shows. */
@Service
class Shelf {
    private final Enrollments enrollments;
    private final Offers offers;
    private final Progresses progresses;
    private final WaysIn waysIn;
    private final Sponsored sponsored;
    private final PlaceWords words;

    Shelf(
            Enrollments enrollments,
            Offers offers,
            Progresses progresses,
            WaysIn waysIn,
            Sponsored sponsored,
            PlaceWords words) {
        this.enrollments = enrollments;
        this.offers = offers;
        this.progresses = progresses;
        this.waysIn = waysIn;
        this.sponsored = sponsored;
        this.words = words;
    }

    /** Of a place that has gone to another intake the newest of its enrollments: it is not given back. */
    Mono<List<Place>> of(UUID learner, Locale locale) {
        return enrollments
                .ofLearner(learner)
                .distinct(enrollment -> enrollment.purchase().line())
                .collectList()
                .flatMap(found -> Mono.zip(offered(found), reached(found), waysIn.of(found), sponsored.of(learner))
                        .map(more -> found.stream()
                                .map(enrollment -> words.describe(
                                        enrollment,
                                        new Around(
                                                more.getT1()
                                                        .get(enrollment.course().intake()),
                                                more.getT2().get(enrollment.id()),
                                                requireNonNull(more.getT3().get(enrollment.id())),
                                                more.getT4()
                                                        .get(enrollment
                                                                .purchase()
                                                                .line())),
                                        locale))
                                .toList()));
    }

    /** What is known beside the enrollment. */
    record Around(
            @Nullable Offer offer,
            @Nullable Reached reached,
            WayIn wayIn,
            @Nullable Sponsor sponsor) {}

    private Mono<Map<UUID, Offer>> offered(List<Enrollment> found) {
        var intakes =
                found.stream().map(enrollment -> enrollment.course().intake()).toList();
        return offers.findAll(intakes).collectMap(offer -> offer.intake().id());
    }

    private Mono<Map<UUID, Reached>> reached(List<Enrollment> found) {
        return progresses.reached(found.stream().map(Enrollment::id).toList());
    }
}
