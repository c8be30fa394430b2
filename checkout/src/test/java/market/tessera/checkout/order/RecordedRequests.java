package market.tessera.checkout.order;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestComponent;
import reactor.core.publisher.Mono;

/** Stands where enrollments are requested, and remembers. */
@TestComponent
public class RecordedRequests implements PaidLines {
    private final List<PaidOrder> requested = new CopyOnWriteArrayList<>();

    @Override
    public Mono<Void> request(PaidOrder order) {
        return Mono.fromRunnable(() -> requested.add(order));
    }

    @Override
    public Mono<Void> claimed(UUID order, UUID learner) {
        return Mono.empty();
    }

    public List<PaidOrder> of(UUID order) {
        return requested.stream().filter(paid -> paid.id().equals(order)).toList();
    }
}
