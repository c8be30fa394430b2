package market.tessera.checkout.enrollment;

import java.util.Collection;
import java.util.UUID;
import market.tessera.checkout.order.FulfilOrder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Notes that providers' systems know learners, and tells their orders, which may be fulfilled by it. */
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
    public Mono<Void> confirm(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Mono.empty()
                : enrollments
                        .changeAll(ids, Enrollment::confirm)
                        .map(confirmed -> confirmed.purchase().line())
                        .collectList()
                        .flatMap(fulfil::linesConfirmed);
    }
}
