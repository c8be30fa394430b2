package market.tessera.checkout;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData.ProductData;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData;
import com.stripe.service.V1Services;
import java.net.URI;
import java.util.UUID;
import market.tessera.sandbox.buyer.GuestBuyer;
import org.jspecify.annotations.Nullable;

/**
 * A payment page at Stripe that no order of ours has asked for, and that was paid.
 *
 * @param session its name
 * @param reference of the payment intent that holds the money
 */
public record OtherPage(String session, String reference) {
    /** @param order that it says it is for; null where it says nothing */
    public static OtherPage paid(Shop shop, @Nullable UUID order, long amount) {
        try {
            var opened = api().checkout().sessions().create(page(order, amount));
            new GuestBuyer(shop.browser(), "Amara Okafor", "again@example.org")
                    .pay(URI.create(opened.getUrl()), GuestBuyer.CARD_THAT_PAYS)
                    .block();
            return new OtherPage(
                    opened.getId(),
                    api().checkout().sessions().retrieve(opened.getId()).getPaymentIntent());
        } catch (StripeException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static SessionCreateParams page(@Nullable UUID order, long amount) {
        var intent = PaymentIntentData.builder();
        var page = SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setSuccessUrl("http://localhost/")
                .addLineItem(LineItem.builder()
                        .setQuantity(1L)
                        .setPriceData(PriceData.builder()
                                .setCurrency("eur")
                                .setUnitAmount(amount)
                                .setProductData(
                                        ProductData.builder().setName("Again").build())
                                .build())
                        .build());
        if (order != null) {
            page.setClientReferenceId(order.toString());
            intent.putMetadata("order", order.toString());
        }
        return page.setPaymentIntentData(intent.build()).build();
    }

    private static V1Services api() {
        return StripeClient.builder()
                .setApiKey("sk_test_tessera")
                .setApiBase(Surroundings.STRIPE.baseUrl().toString())
                .build()
                .v1();
    }
}
