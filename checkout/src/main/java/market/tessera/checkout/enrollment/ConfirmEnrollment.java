package market.tessera.checkout.enrollment;

import java.util.UUID;
import market.tessera.checkout.order.FulfilOrder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Notes that the provider's system knows the learner, and tells the order, which may be fulfilled by it. */
@Service
public class ConfirmEnrollment {
    private final Enrollments enrollments;
    private final FulfilOrder fulfil;

    ConfirmEnrollment(Enrollments enrollments, FulfilOrder fulfil) {
        this.enrollments = enrollments;
        this.fulfil = fulfil;
    }

    /** Saying it again changes nothing. */
    @Transactional
    public Mono<Void> confirm(UUID enrollment) {
        return enrollments
                .change(enrollment, Enrollment::confirm)
                .flatMap(confirmed -> fulfil.lineConfirmed(confirmed.purchase().line()));
    }
}
