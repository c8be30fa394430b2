package market.tessera.checkout.learning;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.learning.CalendarFile.Entry;
import market.tessera.checkout.offer.Intake;
import market.tessera.checkout.offer.Offers;
import market.tessera.platform.identity.Person;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The learner's courses that have dates, as a file for a calendar. */
@RestController
class CalendarFiles {
    private static final MediaType CALENDAR = MediaType.parseMediaType("text/calendar;charset=utf-8");

    private final Enrollments enrollments;
    private final Offers offers;
    private final Clock clock;
    private final String origin;

    CalendarFiles(Enrollments enrollments, Offers offers, Clock clock, @Value("${tessera.public-url}") String origin) {
        this.enrollments = enrollments;
        this.offers = offers;
        this.clock = clock;
        this.origin = origin;
    }

    @GetMapping("/learning/calendar.ics")
    Mono<ResponseEntity<String>> calendar(@AuthenticationPrincipal Person learner) {
        return enrollments
                .ofLearner(learner.id())
                .filter(enrollment -> enrollment.state() == Enrollment.State.REQUESTED
                        || enrollment.state().isOpen())
                .collectList()
                .flatMap(this::entries)
                .map(entries -> ResponseEntity.ok()
                        .contentType(CALENDAR)
                        .cacheControl(CacheControl.noStore())
                        .header("Content-Disposition", "attachment; filename=\"tessera.ics\"")
                        .body(new CalendarFile(entries, clock.instant()).text()));
    }

    private Mono<List<Entry>> entries(List<Enrollment> found) {
        return offers.findAll(found.stream()
                        .map(enrollment -> enrollment.course().intake())
                        .distinct()
                        .toList())
                .collectMap(offer -> offer.intake().id(), offer -> offer.intake())
                .map(intakes -> found.stream()
                        .map(enrollment -> Optional.ofNullable(
                                        intakes.get(enrollment.course().intake()))
                                .flatMap(intake -> entry(enrollment, intake)))
                        .flatMap(Optional::stream)
                        .toList());
    }

    private Optional<Entry> entry(Enrollment enrollment, Intake intake) {
        return Optional.ofNullable(intake.starts())
                .map(starts -> new Entry(
                        enrollment.id(),
                        enrollment.course().title(),
                        starts,
                        Optional.ofNullable(intake.ends()).orElse(starts),
                        intake.place(),
                        origin + "/learning"));
    }
}
