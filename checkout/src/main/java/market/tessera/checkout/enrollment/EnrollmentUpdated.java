package market.tessera.checkout.enrollment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import market.tessera.platform.eventlog.Event;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/** What the log says of an enrollment; the shape is in {@code docs/events.md}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EnrollmentUpdated(
        UUID id,
        UUID order,
        String orderNumber,
        UUID provider,
        UUID offering,
        String offeringTitle,
        int edition,
        UUID intake,
        Learner learner,
        String state,
        Money price,
        @Nullable String grade,
        @Nullable UUID badge,
        Instant at) {

    record Learner(String name, String email) {}

    static Event of(Enrollment enrollment, Instant at) {
        var course = enrollment.course();
        var purchase = enrollment.purchase();
        var data = new EnrollmentUpdated(
                enrollment.id(),
                purchase.order(),
                purchase.orderNumber(),
                course.provider(),
                course.offering(),
                course.title(),
                course.edition(),
                course.intake(),
                new Learner(enrollment.learner().name(), enrollment.learner().email()),
                enrollment.state().word(),
                purchase.price(),
                enrollment.grade(),
                enrollment.badge(),
                at);
        return new Event("enrollment.updated", enrollment.id().toString(), enrollment.version(), data);
    }
}
