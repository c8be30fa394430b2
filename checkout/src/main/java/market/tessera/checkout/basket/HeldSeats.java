package market.tessera.checkout.basket;

import java.util.UUID;
import reactor.core.publisher.Flux;

/** Who knows which seats are held for a basket, because something was ordered from it and is not paid yet. */
public interface HeldSeats {
    /** The intakes of these seats. */
    Flux<UUID> by(UUID basket);
}
