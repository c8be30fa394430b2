package market.tessera.checkout.transfer;

import java.time.Duration;
import java.time.Instant;
import market.tessera.checkout.payout.SoldLine;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A share of a line, as it was read under its lock.
 *
 * @param netted the part that was set off already
 * @param reference of the payment it comes from
 * @param account the provider's, if it can take money now
 * @param destination where it was last sent to
 * @param onInvoice whether its money came to our bank account, and not to Stripe
 * @param price what was paid for the line
 * @param attempt counts how often it was sent under a new key
 * @param stripeId once Stripe has it
 */
record Transfer(
        SoldLine line,
        Status status,
        Money share,
        Money netted,
        @Nullable String reference,
        @Nullable String account,
        @Nullable String destination,
        int attempt,
        @Nullable String stripeId,
        int checks,
        int holdbackDays,
        @Nullable Instant confirmedAt,
        boolean disputed,
        boolean onInvoice,
        Money price) {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 10;

    /** How far it has come. */
    enum Status {
        WAITING,
        HELD,
        SENDING,
        SENT,
        CANCELLED
    }

    /** What is to be done with it now. */
    sealed interface Step {
        /** It is sent; Stripe may know of it already if {@code inDoubt}. */
        record Send(boolean inDoubt) implements Step {}

        record Wait(Instant until) implements Step {}

        /** There is no account to send it to. */
        record Hold() implements Step {}

        record Nothing() implements Step {}
    }

    Step next(Instant now) {
        return switch (status) {
            case SENDING -> new Step.Send(true);
            case WAITING -> whenDue(now);
            case HELD, SENT, CANCELLED -> new Step.Nothing();
        };
    }

    private Step whenDue(Instant now) {
        if (confirmedAt == null || (isCovered() && reference == null) || disputed) {
            return new Step.Wait(now.plus(pause()));
        }
        var due = confirmedAt.plus(Duration.ofDays(holdbackDays));
        if (due.isAfter(now)) {
            return new Step.Wait(due);
        }
        return account == null ? new Step.Hold() : new Step.Send(false);
    }

    /** Whether what was paid for the line by card suffices; where the market bears a discount, or the money came by bank, its own balance has to. */
    boolean isCovered() {
        return !onInvoice && share.amount() <= price.amount();
    }

    /** What is, or was, sent. */
    Money rest() {
        return share.minus(netted);
    }

    /**
     * As much of the share as can be paid, what was set off included.
     *
     * @param netted what of it is set off by now
     */
    Money payable(Money netted) {
        var rest = share.minus(netted).amount();
        return netted.plus(new Money(rest - rest % Money.payableStep(share.currency()), share.currency()));
    }

    /** Doubles from look to look, up to some hours. */
    Duration pause() {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(checks, MOST_DOUBLINGS));
    }
}
