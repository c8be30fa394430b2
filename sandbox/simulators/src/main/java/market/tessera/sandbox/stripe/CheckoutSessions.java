package market.tessera.sandbox.stripe;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.node.ObjectNode;

/** Checkout sessions: opened by the API, paid on their page, ended by time or by the API. */
final class CheckoutSessions {
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration SHORTEST = Duration.ofMinutes(30);
    private static final int MOST_ITEMS = 100;

    private final StripeObjects objects;
    private final Events events;
    private final Charges charges;
    private final Debits debits;
    private final Clock clock;
    private final AtomicReference<String> pages = new AtomicReference<>("");

    CheckoutSessions(StripeObjects objects, Events events, Charges charges, Debits debits, Clock clock) {
        this.objects = objects;
        this.events = events;
        this.charges = charges;
        this.debits = debits;
        this.clock = clock;
    }

    void pagesAt(String base) {
        pages.set(base);
    }

    ObjectNode create(FormBody request) {
        var items = items(request);
        var now = clock.instant();
        var expires = request.number("expires_at").map(Instant::ofEpochSecond).orElse(now.plus(LONGEST));
        if (expires.isBefore(now.plus(SHORTEST).minusSeconds(1)) || expires.isAfter(now.plus(LONGEST))) {
            throw ApiError.invalid(
                    "expires_at", "The `expires_at` timestamp must be between 30 minutes and 24 hours from now.");
        }
        PayableAmounts.checkCharge(
                items.stream().mapToLong(LineItem::amount).sum(),
                items.getFirst().currency());
        request.text("customer_email").ifPresent(CheckoutSessions::checkAddress);
        request.below("automatic_tax").below("liability").text("account").ifPresent(this::requireTaxSettings);
        var session = SessionObject.open(StripeObjects.newId("cs_test"), request, items, now, expires);
        session.put(
                "url", "%s/c/pay/%s".formatted(pages.get(), session.path("id").asString()));
        objects.put(keptBeside(session, request, items));
        return objects.put(session);
    }

    private static void checkAddress(String email) {
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(email)) {
            throw ApiError.invalid("customer_email", "Invalid email address: " + email);
        }
    }

    /** An account can ask for tax once it has said where it is. */
    private void requireTaxSettings(String account) {
        if (objects.find(Accounts.taxSettings(account)).isPresent()) {
            throw ApiError.refused(
                    "stripe_tax_inactive", "Stripe Tax has not been activated on account '%s'.".formatted(account));
        }
    }

    Optional<ObjectNode> find(String id) {
        return objects.find(id)
                .filter(object -> object.path("object").asString().equals("checkout.session"));
    }

    /** What the buyer sees of a session, which its object does not carry. */
    ObjectNode details(String session) {
        return objects.find("details:" + session).orElseThrow(() -> ApiError.notFound("checkout.session", session));
    }

    ObjectNode get(String id) {
        return find(id).orElseThrow(() -> ApiError.notFound("checkout.session", id));
    }

    synchronized ObjectNode expire(String id) {
        var session = get(id);
        if (!isOpen(session)) {
            throw ApiError.refused(
                    "checkout_session_not_open",
                    "Only Checkout Sessions with a status in [\"open\"] can be expired. This one is "
                            + session.path("status").asString());
        }
        return end(session);
    }

    synchronized void expireOverdue() {
        var now = clock.instant().getEpochSecond();
        objects.all(
                        "checkout.session",
                        session -> isOpen(session) && session.path("expires_at").asLong() <= now)
                .forEach(this::end);
    }

    /** The buyer has given a card that pays. A session that is not open any more stays as it is. */
    synchronized ObjectNode pay(String id, TestCard card, String email, String country) {
        var session = get(id);
        return isOpen(session)
                ? complete(taxed(session, country), charges.pay(session, details(id), card), "paid", email)
                : session;
    }

    /** The buyer has allowed a debit; the money comes, or does not, later. */
    synchronized ObjectNode debit(String id, TestDebit debit, String email, String country) {
        var session = get(id);
        if (!isOpen(session)) {
            return session;
        }
        var intent = charges.debit(taxed(session, country), details(id));
        debits.allow(id, intent, debit);
        return complete(session, intent, "unpaid", email);
    }

    /** The buyer has given a card that does not pay; the session stays open for another. */
    synchronized void decline(String id, TestCard card) {
        charges.decline(get(id), details(id), card);
    }

    /** The buyer has given a card whose bank asks first; where the buyer is, is kept until it has an answer. */
    synchronized void authenticate(String id, TestCard card, String country) {
        charges.ask(get(id), details(id).put("authenticating", card.name()).put("country", country));
    }

    /** A bank has asked whether its customer pays. */
    record Authentication(TestCard card, String country) {}

    /** What a bank has asked and has an answer to now; empty where none has asked. */
    synchronized Optional<Authentication> answered(String id) {
        var details = details(id);
        var card = details.path("authenticating").asString("");
        details.remove("authenticating");
        return Optional.of(objects.put(details))
                .filter(_ -> !card.isEmpty())
                .map(kept -> new Authentication(
                        TestCard.valueOf(card), kept.path("country").asString()));
    }

    /** The answer was no; the session stays open for another card. */
    synchronized void unauthenticated(String id) {
        charges.unauthenticated(get(id), details(id));
    }

    static boolean isOpen(ObjectNode session) {
        return session.path("status").asString().equals("open");
    }

    /** With the tax of where the buyer is, if it is to be worked out. */
    private ObjectNode taxed(ObjectNode session, String country) {
        if (!session.path("automatic_tax").path("enabled").asBoolean()) {
            return session;
        }
        var details = details(session.path("id").asString());
        details.path("items")
                .forEach(item -> TaxTable.apply(
                        (ObjectNode) item, country, session.path("currency").asString()));
        objects.put(details);
        ((ObjectNode) session.path("automatic_tax")).put("status", "complete");
        ((ObjectNode) session.path("customer_details")).putObject("address").put("country", country);
        ((ObjectNode) session.path("total_details")).put("amount_tax", sum(details, "amount_tax"));
        session.put("amount_total", sum(details, "amount_total"));
        return objects.put(session);
    }

    private static long sum(ObjectNode details, String field) {
        return details.path("items")
                .valueStream()
                .mapToLong(item -> item.path(field).asLong())
                .sum();
    }

    /** What was bought, a page of it. */
    ObjectNode lineItems(ObjectNode session, FormBody request) {
        var id = session.path("id").asString();
        var items = new ArrayList<ObjectNode>();
        details(id).path("items").forEach(item -> items.add(lineItem((ObjectNode) item, session, items.size())));
        return Lists.page(items, "/v1/checkout/sessions/%s/line_items".formatted(id), request);
    }

    private static ObjectNode lineItem(ObjectNode item, ObjectNode session, int index) {
        var amount = item.path("amount").asLong();
        var line = StripeObjects.object()
                .put("id", "li_%s_%d".formatted(session.path("id").asString(), index))
                .put("object", "item")
                .put("amount_discount", 0)
                .put("amount_subtotal", amount)
                .put("amount_tax", item.path("amount_tax").asLong(0))
                .put("amount_total", item.path("amount_total").asLong(amount))
                .put("currency", session.path("currency").asString())
                .put("description", item.path("name").asString())
                .put("quantity", item.path("quantity").asLong(1));
        line.set("metadata", item.path("metadata"));
        line.set(
                "taxes",
                item.path("taxes").isArray()
                        ? item.path("taxes")
                        : StripeObjects.object().arrayNode());
        return line;
    }

    private ObjectNode complete(ObjectNode session, String intent, String payment, String email) {
        session.put("status", "complete").put("payment_status", payment).put("payment_intent", intent);
        session.putNull("url");
        ((ObjectNode) session.path("customer_details")).put("email", email);
        objects.put(session);
        events.tell("checkout.session.completed", session);
        return session;
    }

    private ObjectNode end(ObjectNode session) {
        session.put("status", "expired").putNull("url");
        objects.put(session);
        charges.cancel(session.path("payment_intent").asString(""));
        events.tell("checkout.session.expired", session);
        return session;
    }

    private static List<LineItem> items(FormBody request) {
        if (!"payment".equals(request.required("mode"))) {
            throw ApiError.invalid("mode", "This simulator knows mode `payment` only.");
        }
        var items = request.items("line_items").stream().map(LineItem::read).toList();
        if (items.isEmpty()) {
            throw ApiError.missing("line_items");
        }
        if (items.size() > MOST_ITEMS) {
            throw ApiError.invalid("line_items", "Checkout supports up to 100 line items.");
        }
        var taxed = request.below("automatic_tax").text("enabled").orElse("").equals("true");
        if (taxed && items.stream().anyMatch(item -> item.taxBehavior().equals("unspecified"))) {
            throw ApiError.invalid("line_items", "You must set `tax_behavior` on all prices with automatic tax.");
        }
        if (items.stream().map(LineItem::currency).distinct().count() > 1) {
            throw ApiError.invalid("line_items", "All line items must have the same currency.");
        }
        return items;
    }

    private static ObjectNode keptBeside(ObjectNode session, FormBody request, List<LineItem> items) {
        var details = StripeObjects.object()
                .put("id", "details:" + session.path("id").asString())
                .put("object", "simulator.session_details");
        var list = details.putArray("items");
        items.forEach(item -> item.metadata()
                .parameters()
                .forEach(list.addObject()
                        .put("name", item.name())
                        .put("description", item.description())
                        .put("amount", item.amount())
                        .put("quantity", item.quantity())
                        .put("tax_behavior", item.taxBehavior())
                        .put("tax_code", item.taxCode())
                        .putObject("metadata")::put));
        var intent = details.putObject("payment_intent_data");
        request.below("payment_intent_data").parameters().forEach(intent::put);
        return details;
    }

    /** A line of a session. */
    record LineItem(
            String name,
            String description,
            long amount,
            String currency,
            long quantity,
            String taxBehavior,
            String taxCode,
            FormBody metadata) {
        static LineItem read(FormBody item) {
            var price = item.below("price_data");
            var amount = price.number("unit_amount")
                    .orElseThrow(() -> ApiError.missing("line_items[price_data][unit_amount]"));
            var quantity = item.number("quantity").orElse(1L);
            if (amount < 0 || quantity < 1) {
                throw ApiError.invalid("line_items", "Amount and quantity must be positive.");
            }
            PayableAmounts.check("line_items[price_data][unit_amount]", amount, price.required("currency"));
            return new LineItem(
                    price.below("product_data").required("name"),
                    price.below("product_data").text("description").orElse(""),
                    Math.multiplyExact(amount, quantity),
                    price.required("currency").toLowerCase(Locale.ROOT),
                    quantity,
                    price.text("tax_behavior").orElse("unspecified"),
                    price.below("product_data").text("tax_code").orElse(""),
                    item.below("metadata"));
        }
    }
}
