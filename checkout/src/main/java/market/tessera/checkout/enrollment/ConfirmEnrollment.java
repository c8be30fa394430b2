package market.tessera.checkout.enrollment;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.settlement.FulfilOrder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Notes that providers' systems know learners, and tells the learners and their orders, which may be fulfilled by it. */
@Service
public class ConfirmEnrollment {
    private final Enrollments enrollments;
    private final FulfilOrder fulfil;
    private final EnrolledLetters letters;

    ConfirmEnrollment(Enrollments enrollments, FulfilOrder fulfil, EnrolledLetters letters) {
        this.enrollments = enrollments;
        this.fulfil = fulfil;
        this.letters = letters;
    }

    /** Saying it again changes nothing. */
    @Transactional
    public Mono<Void> confirm(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Mono.empty()
                : enrollments
                        .changeAll(ids, Enrollment::confirm)
                        .collectList()
                        .flatMap(confirmed ->
                                fulfil.linesConfirmed(lines(confirmed)).then(letters.send(confirmed)));
    }

    private static List<UUID> lines(List<Enrollment> confirmed) {
        return confirmed.stream().map(one -> one.purchase().line()).toList();
    }
}
