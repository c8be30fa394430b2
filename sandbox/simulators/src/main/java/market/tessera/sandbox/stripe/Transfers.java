package market.tessera.sandbox.stripe;

import java.time.Clock;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Money that goes on to connected accounts, never more of a charge than it brought, and comes back from them, never more than went. */
final class Transfers {
    private final StripeObjects objects;
    private final Accounts accounts;
    private final Events events;
    private final Movements movements;
    private final Clock clock;

    Transfers(StripeObjects objects, Accounts accounts, Events events, Clock clock) {
        this.objects = objects;
        this.accounts = accounts;
        this.events = events;
        this.movements = new Movements(objects, clock);
        this.clock = clock;
    }

    synchronized ObjectNode create(FormBody request) {
        var amount = positive(request);
        var currency = request.required("currency");
        PayableAmounts.check("amount", amount, currency);
        var destination = accounts.get(request.required("destination"));
        if (!Accounts.takesTransfers(destination)) {
            throw ApiError.refused(
                    "insufficient_capabilities_for_transfer",
                    "Your destination account needs to have at least one of the following capabilities enabled: transfers.");
        }
        request.text("source_transaction").ifPresent(charge -> checkSource(charge, amount, currency));
        var account = destination.path("id").asString();
        var transfer = transfer(request, account, amount, currency);
        accounts.put(account, currency, accounts.balance(account, currency) + amount);
        movements.transfer(transfer);
        objects.put(transfer);
        events.tell("transfer.created", transfer);
        return transfer;
    }

    ObjectNode get(String id) {
        return objects.find(id)
                .filter(object -> object.path("object").asString().equals("transfer"))
                .orElseThrow(() -> ApiError.notFound("transfer", id));
    }

    synchronized ObjectNode reverse(String id, FormBody request) {
        var transfer = get(id);
        var left = transfer.path("amount").asLong()
                - transfer.path("amount_reversed").asLong();
        var amount = request.number("amount").orElse(left);
        if (amount < 1 || amount > left) {
            throw ApiError.invalid("amount", "Reversal amount is greater than the unreversed amount on the transfer.");
        }
        var account = transfer.path("destination").asString();
        var currency = transfer.path("currency").asString();
        PayableAmounts.check("amount", amount, currency);
        var balance = accounts.balance(account, currency);
        if (balance < amount) {
            throw ApiError.refused(
                    "balance_insufficient", "The destination account has insufficient funds to cover this reversal.");
        }
        var reversal = reversal(request, transfer, amount);
        accounts.put(account, currency, balance - amount);
        note(transfer, reversal, amount);
        events.tell("transfer.reversed", transfer);
        return reversal;
    }

    private void checkSource(String chargeId, long amount, String currency) {
        var charge = objects.find(chargeId)
                .filter(object -> object.path("object").asString().equals("charge"))
                .orElseThrow(() -> ApiError.notFound("charge", chargeId));
        if (!charge.path("currency").asString().equals(currency)) {
            throw ApiError.invalid(
                    "currency", "The currency of source_transaction's balance transaction must be used.");
        }
        var gone =
                objects
                        .all(
                                "transfer",
                                other -> other.path("source_transaction")
                                        .asString("")
                                        .equals(chargeId))
                        .stream()
                        .mapToLong(other -> other.path("amount").asLong())
                        .sum();
        if (gone + amount > charge.path("amount").asLong()) {
            throw ApiError.refused("", "Transfers using this transaction as a source must not exceed its amount.");
        }
    }

    private ObjectNode transfer(FormBody request, String account, long amount, String currency) {
        var id = StripeObjects.newId("tr");
        var transfer = StripeObjects.object()
                .put("id", id)
                .put("object", "transfer")
                .put("amount", amount)
                .put("amount_reversed", 0)
                .put("created", clock.instant().getEpochSecond())
                .put("currency", currency)
                .put("description", request.text("description").orElse(null))
                .put("destination", account)
                .put("destination_payment", StripeObjects.newId("py"))
                .put("livemode", false)
                .put("reversed", false)
                .put("source_transaction", request.text("source_transaction").orElse(null))
                .put("source_type", "card")
                .put("transfer_group", request.text("transfer_group").orElse(null));
        var metadata = transfer.putObject("metadata");
        request.below("metadata").parameters().forEach(metadata::put);
        transfer.putObject("reversals")
                .put("object", "list")
                .put("has_more", false)
                .put("url", "/v1/transfers/%s/reversals".formatted(id))
                .putArray("data");
        return transfer;
    }

    private ObjectNode reversal(FormBody request, ObjectNode transfer, long amount) {
        var reversal = StripeObjects.object()
                .put("id", StripeObjects.newId("trr"))
                .put("object", "transfer_reversal")
                .put("amount", amount)
                .put("created", clock.instant().getEpochSecond())
                .put("currency", transfer.path("currency").asString())
                .put("transfer", transfer.path("id").asString())
                .putNull("destination_payment_refund")
                .putNull("source_refund");
        var metadata = reversal.putObject("metadata");
        request.below("metadata").parameters().forEach(metadata::put);
        return reversal;
    }

    private void note(ObjectNode transfer, ObjectNode reversal, long amount) {
        var movement = StripeObjects.object()
                .put("id", StripeObjects.newId("txn"))
                .put("object", "balance_transaction")
                .put("amount", amount)
                .put("created", reversal.path("created").asLong())
                .put("currency", transfer.path("currency").asString())
                .put("fee", 0)
                .put("net", amount)
                .put("source", reversal.path("id").asString())
                .put("status", "available")
                .put("type", "transfer_refund");
        objects.put(movement);
        objects.put(reversal.put("balance_transaction", movement.path("id").asString()));
        var reversed = transfer.path("amount_reversed").asLong() + amount;
        transfer.put("amount_reversed", reversed)
                .put("reversed", reversed == transfer.path("amount").asLong());
        ((ArrayNode) transfer.path("reversals").path("data")).insert(0, reversal);
        objects.put(transfer);
    }

    private static long positive(FormBody request) {
        return request.number("amount")
                .filter(amount -> amount > 0)
                .orElseThrow(() -> ApiError.invalid("amount", "This value must be greater than or equal to 1."));
    }
}
