package market.tessera.checkout.settlement;

import java.util.Collection;
import java.util.UUID;
import market.tessera.checkout.order.PaidOrder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Who holds the places of orders that organisations have placed, until people take them up. Called inside the transactions that pay for places
 * and give them back; nothing outside may be called.
 */
public interface BulkPlaces {
    /** The money has arrived, or its sellers wait for it: the organisation has the places, and nobody is enrolled yet. Saying it again changes nothing, but for places that were given back: they are free again. */
    Mono<Void> receive(PaidOrder order, UUID organisation);

    /**
     * Nobody takes these places up, or hands them out, until the caller's transaction ends. To be called before enrollments are locked; emits
     * those lines that nobody has taken up.
     */
    Flux<UUID> lock(Collection<UUID> lines);

    /** They are given back; emits the intakes of those that nobody had taken up, as often as a seat is free by it. */
    Flux<UUID> giveBack(Collection<UUID> lines);

    /** They were never paid for: as {@link #giveBack}, but for those in which somebody has completed the course, who keeps what was earned. */
    Flux<UUID> giveUp(Collection<UUID> lines);

    /**
     * How far a place of an organisation has come.
     *
     * @param state {@code FREE}, {@code INVITED}, {@code TAKEN} or {@code RETURNED}
     * @param email of who has it or is invited; null where nobody is, or it is not to be known
     */
    record Holding(UUID line, String state, @Nullable String email) {
        public Holding unnamed() {
            return new Holding(line, state, null);
        }
    }

    /** Those of an order; none where nobody holds any. */
    Flux<Holding> holdings(UUID order);
}
