package market.tessera.checkout.placing;

import java.util.Locale;
import java.util.UUID;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer has confirmed on the checkout page.
 *
 * @param attempt names this rendering of the page, so that sending it twice places one order
 * @param shown the total the buyer saw; its currency says which part of the basket is bought
 * @param purchaseOrder the organisation's number, where it pays on invoice
 * @param billing what is to stand on invoices
 */
record OrderRequest(
        UUID basket,
        UUID attempt,
        @Nullable UUID learner,
        String name,
        String email,
        Locale locale,
        Money shown,
        @Nullable String purchaseOrder,
        Billing billing) {}
