package market.tessera.checkout.refund;

import java.util.Collection;
import java.util.UUID;
import market.tessera.checkout.order.Order;
import market.tessera.platform.mail.Outbox;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Answers a buyer who asks for money back past the terms: no, and why. Granting it is refunding. */
@Service
public class DeclineWish {
    private final RefundWishes wishes;
    private final RefundLetters letters;
    private final Outbox outbox;

    DeclineWish(RefundWishes wishes, RefundLetters letters, Outbox outbox) {
        this.wishes = wishes;
        this.letters = letters;
        this.outbox = outbox;
    }

    /**
     * The buyer is told in the same transaction.
     *
     * @param lines of the order that whoever answers may speak for
     * @return false if it was answered before
     */
    @Transactional
    public Mono<Boolean> decline(Order order, UUID wish, Collection<UUID> lines, String answer, String by) {
        return wishes.decline(wish, lines, answer, by)
                .flatMap(line ->
                        outbox.put(letters.declined(wish, order, line, answer)).thenReturn(true))
                .defaultIfEmpty(false);
    }
}
