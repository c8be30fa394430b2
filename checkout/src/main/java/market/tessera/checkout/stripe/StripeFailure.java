package market.tessera.checkout.stripe;

import com.stripe.exception.InvalidRequestException;

/** Stripe has not done what it was asked for. */
public abstract sealed class StripeFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private StripeFailure(Throwable cause) {
        super(cause.getMessage(), cause);
    }

    /** Nothing is known about what was asked: it is to be asked again, with the same idempotency key. */
    public static final class Outage extends StripeFailure {
        private static final long serialVersionUID = 1L;

        public Outage(Throwable cause) {
            super(cause);
        }
    }

    /** Stripe said no; asking again would get the same answer. */
    public static final class Refusal extends StripeFailure {
        private static final long serialVersionUID = 1L;

        public Refusal(Throwable cause) {
            super(cause);
        }

        /** Whether nothing but this part of what was asked is wrong, such as {@code customer_email}. */
        boolean isOf(String parameter) {
            return getCause() instanceof InvalidRequestException wrong && parameter.equals(wrong.getParam());
        }
    }
}
