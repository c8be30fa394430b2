package market.tessera.checkout.stripe;

import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.AdaptivePricing;
import com.stripe.param.checkout.SessionCreateParams.AutomaticTax;
import com.stripe.param.checkout.SessionCreateParams.AutomaticTax.Liability;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData.ProductData;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData;
import java.time.Duration;
import java.util.Locale;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderLine;
import market.tessera.checkout.order.PlaceGroup;
import market.tessera.checkout.tax.TaxLine;
import market.tessera.checkout.tax.TaxRule;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** An order in Stripe's words. The same order always gives the same request, as its idempotency key demands. */
@Component
class SessionRequests {
    /** The page closes before the seats are let go; Stripe wants it open for 30 minutes at least. */
    private static final Duration CLOSES_BEFORE_SEATS_GO = Duration.ofMinutes(5);

    /** Stripe's code of what no tax is due on anywhere; its seller states why. */
    private static final String NONTAXABLE = "txcd_00000000";

    private final MessageSource messages;
    private final StripeProperties properties;
    private final String site;

    SessionRequests(MessageSource messages, StripeProperties properties, @Value("${tessera.public-url}") String site) {
        this.messages = messages;
        this.properties = properties;
        this.site = site;
    }

    /**
     * Is paid in its own currency: where the account's settings allow it, Stripe would offer the buyer another one at a rate of its own.
     *
     * @param email that the page is filled in with; null where the buyer is to type it
     * @param taxedFor the account for which its tax is worked out; null where it is not
     */
    SessionCreateParams open(Order order, @Nullable String email, @Nullable String taxedFor) {
        var page = site + "/orders/" + order.id();
        var request = SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setClientReferenceId(order.id().toString())
                .setCustomerEmail(email)
                .setSuccessUrl(page + "/return")
                .setCancelUrl(page)
                .setExpiresAt(order.expiresAt().minus(CLOSES_BEFORE_SEATS_GO).getEpochSecond())
                .setAdaptivePricing(AdaptivePricing.builder().setEnabled(false).build())
                .putMetadata("order", order.id().toString())
                .putMetadata("number", order.number())
                .setPaymentIntentData(PaymentIntentData.builder()
                        .setTransferGroup("order:" + order.id())
                        .setDescription(order.number())
                        .putMetadata("order", order.id().toString())
                        .build());
        order.groups().stream()
                .filter(group -> !group.line().price().isZero())
                .map(group -> taxedFor == null ? item(group, order.locale()) : taxedItem(group))
                .forEach(request::addLineItem);
        if (taxedFor != null) {
            request.setAutomaticTax(AutomaticTax.builder()
                    .setEnabled(true)
                    .setLiability(Liability.builder()
                            .setType(Liability.Type.ACCOUNT)
                            .setAccount(taxedFor)
                            .build())
                    .build());
        }
        return request.build();
    }

    /** As its seller shows prices: with tax, or without. The line is named, so that its tax can be told apart. */
    private LineItem taxedItem(PlaceGroup group) {
        var line = group.line();
        var added = line.taxed().rule() instanceof TaxRule.Added;
        var shown = line.price().minus(line.taxed().added());
        return LineItem.builder()
                .setQuantity((long) group.places())
                .putMetadata("line", line.id().toString())
                .setPriceData(PriceData.builder()
                        .setCurrency(StripeAmounts.code(shown.currency()))
                        .setUnitAmount(StripeAmounts.toStripe(shown))
                        .setTaxBehavior(added ? PriceData.TaxBehavior.EXCLUSIVE : PriceData.TaxBehavior.INCLUSIVE)
                        .setProductData(ProductData.builder()
                                .setName(line.title())
                                .setDescription(line.providerName())
                                .setTaxCode(
                                        line.taxed().rule() instanceof TaxRule.Exempt
                                                ? NONTAXABLE
                                                : properties.taxCode())
                                .build())
                        .build())
                .build();
    }

    private LineItem item(PlaceGroup group, Locale locale) {
        var line = group.line();
        return LineItem.builder()
                .setQuantity((long) group.places())
                .setPriceData(PriceData.builder()
                        .setCurrency(StripeAmounts.code(line.price().currency()))
                        .setUnitAmount(StripeAmounts.toStripe(line.price()))
                        .setProductData(ProductData.builder()
                                .setName(line.title())
                                .setDescription(description(line, locale))
                                .build())
                        .build())
                .build();
    }

    /** Who sells it, and what tax its amount has in it. */
    private String description(OrderLine line, Locale locale) {
        var tax = new TaxLine(line.taxed().rule(), line.taxed().tax());
        return tax.amount().isZero()
                ? line.providerName()
                : messages.getMessage(
                        "tax.paid", new Object[] {line.providerName(), tax.what(), tax.percent()}, locale);
    }
}
