package market.tessera.sandbox.stripe;

import java.time.Instant;
import java.util.List;
import market.tessera.sandbox.stripe.CheckoutSessions.LineItem;
import tools.jackson.databind.node.ObjectNode;

/** The shape of a {@code checkout.session} in API version 2026-07-29. */
final class SessionObject {
    private static final List<String> UNUSED = List.of(
            "after_expiration",
            "allow_promotion_codes",
            "billing_address_collection",
            "client_secret",
            "collected_information",
            "consent",
            "consent_collection",
            "currency_conversion",
            "customer",
            "customer_account",
            "customer_creation",
            "discounts",
            "invoice",
            "locale",
            "origin_context",
            "payment_intent",
            "payment_link",
            "payment_method_collection",
            "recovered_from",
            "setup_intent",
            "shipping_address_collection",
            "shipping_cost",
            "submit_type",
            "subscription",
            "wallet_options");

    private SessionObject() {}

    static ObjectNode open(String id, FormBody request, List<LineItem> items, Instant now, Instant expires) {
        var total = items.stream().mapToLong(LineItem::amount).reduce(0, Math::addExact);
        var session = StripeObjects.object()
                .put("id", id)
                .put("object", "checkout.session")
                .put("amount_subtotal", total)
                .put("amount_total", total)
                .put("cancel_url", request.text("cancel_url").orElse(null))
                .put("client_reference_id", request.text("client_reference_id").orElse(null))
                .put("created", now.getEpochSecond())
                .put("currency", items.getFirst().currency())
                .put("customer_email", request.text("customer_email").orElse(null))
                .put("expires_at", expires.getEpochSecond())
                .put("livemode", false)
                .put("mode", "payment")
                .put("payment_status", "unpaid")
                .put("status", "open")
                .put("success_url", request.required("success_url"))
                .put("ui_mode", "hosted_page");
        UNUSED.forEach(session::putNull);
        session.putObject("adaptive_pricing")
                .put(
                        "enabled",
                        !request.below("adaptive_pricing")
                                .text("enabled")
                                .orElse("")
                                .equals("false"));
        session.set("automatic_tax", automaticTax(request.below("automatic_tax")));
        session.putArray("custom_fields");
        session.putObject("custom_text");
        session.putObject("customer_details")
                .put("email", request.text("customer_email").orElse(null));
        session.putObject("invoice_creation").put("enabled", false);
        session.putObject("payment_method_options");
        var methods = session.putArray("payment_method_types").add("card");
        if (items.getFirst().currency().equals("eur")) {
            methods.add("sepa_debit");
        }
        session.putObject("phone_number_collection").put("enabled", false);
        session.putArray("shipping_options");
        session.putObject("total_details")
                .put("amount_discount", 0)
                .put("amount_shipping", 0)
                .put("amount_tax", 0);
        var metadata = session.putObject("metadata");
        request.below("metadata").parameters().forEach(metadata::put);
        return session;
    }

    private static ObjectNode automaticTax(FormBody wanted) {
        var enabled = wanted.text("enabled").orElse("").equals("true");
        var tax = StripeObjects.object()
                .put("enabled", enabled)
                .putNull("liability")
                .put("provider", enabled ? "stripe" : null)
                .put("status", enabled ? "requires_location_inputs" : null);
        wanted.below("liability")
                .text("type")
                .ifPresent(type -> tax.putObject("liability")
                        .put("type", type)
                        .put(
                                "account",
                                wanted.below("liability").text("account").orElse(null)));
        return tax;
    }
}
