package market.tessera.checkout.basket;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who comes with a basket.
 *
 * @param basket what the cookie says; anyone could have written it
 * @param learner the account that is signed in
 */
public record Visitor(@Nullable UUID basket, @Nullable UUID learner) {}
