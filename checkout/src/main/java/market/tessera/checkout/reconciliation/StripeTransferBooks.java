package market.tessera.checkout.reconciliation;

import com.stripe.exception.StripeException;
import com.stripe.model.TransferReversal;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.TransferListParams;
import com.stripe.service.V1Services;
import java.time.Instant;
import java.util.List;
import market.tessera.checkout.reconciliation.Entry.Movement;
import market.tessera.checkout.stripe.StripeAmounts;

/** What has moved between Stripe's account of the market and those of providers; blocks, as its caller does. */
final class StripeTransferBooks {
    private static final String REVERSALS = "transfer_refund";

    private StripeTransferBooks() {}

    static void transfers(V1Services stripe, Instant from, List<Entry> entries) throws StripeException {
        var wanted = TransferListParams.builder()
                .setCreated(TransferListParams.Created.builder()
                        .setGte(from.getEpochSecond())
                        .build())
                .setLimit(StripeBooks.PAGE)
                .build();
        for (var transfer : stripe.transfers().list(wanted).autoPagingIterable()) {
            entries.add(new Entry(
                    Movement.TRANSFER,
                    transfer.getId(),
                    StripeBooks.order(transfer.getMetadata()),
                    StripeAmounts.fromStripe(transfer.getAmount(), transfer.getCurrency()),
                    "",
                    Instant.ofEpochSecond(transfer.getCreated())));
        }
    }

    /** Reversals can be listed of one transfer only; what has come back on the balance names those of all. */
    static void reversals(V1Services stripe, Instant from, List<Entry> entries) throws StripeException {
        var wanted = BalanceTransactionListParams.builder()
                .setType(REVERSALS)
                .setCreated(BalanceTransactionListParams.Created.builder()
                        .setGte(from.getEpochSecond())
                        .build())
                .addExpand("data.source")
                .setLimit(StripeBooks.PAGE)
                .build();
        for (var movement : stripe.balanceTransactions().list(wanted).autoPagingIterable()) {
            var source = movement.getSourceObject();
            var reversal = source instanceof TransferReversal known ? known : null;
            entries.add(new Entry(
                    Movement.REVERSAL,
                    movement.getSource(),
                    reversal == null ? null : StripeBooks.order(reversal.getMetadata()),
                    StripeAmounts.fromStripe(movement.getAmount(), movement.getCurrency()),
                    "",
                    Instant.ofEpochSecond(movement.getCreated())));
        }
    }
}
