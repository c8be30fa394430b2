package market.tessera.sandbox.stripe;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Connected accounts: opened by the API, filled in on a hosted page, and able to take transfers once what is asked for is there. */
final class Accounts {
    private static final String TRANSFERS = "transfers";
    private static final List<String> CAPABILITIES = List.of("card_payments", TRANSFERS);
    private static final List<String> ASKED_FOR =
            List.of("business_type", "external_account", "tos_acceptance.date", "tos_acceptance.ip");

    private final StripeObjects objects;
    private final Events events;
    private final Clock clock;

    Accounts(StripeObjects objects, Events events, Clock clock) {
        this.objects = objects;
        this.events = events;
        this.clock = clock;
    }

    ObjectNode create(FormBody request) {
        var account = StripeObjects.object()
                .put("id", StripeObjects.newId("acct"))
                .put("object", "account")
                .put("type", request.text("type").orElse("standard"))
                .put("country", request.text("country").orElse("US").toUpperCase(Locale.ROOT))
                .put("created", clock.instant().getEpochSecond())
                .put("charges_enabled", false)
                .put("payouts_enabled", false)
                .put("details_submitted", false)
                .put("default_currency", "eur")
                .put("email", request.text("email").orElse(null));
        account.putObject("business_profile")
                .put("name", request.below("business_profile").text("name").orElse(null));
        var capabilities = account.putObject("capabilities");
        requested(request).forEach(capability -> capabilities.put(capability, "inactive"));
        var metadata = account.putObject("metadata");
        request.below("metadata").parameters().forEach(metadata::put);
        require(account, ASKED_FOR, List.of(), "requirements.past_due");
        return objects.put(account);
    }

    /** An account that says nothing gets what its platform usually asks for. */
    private static List<String> requested(FormBody request) {
        var wanted = request.below("capabilities");
        var requested = CAPABILITIES.stream()
                .filter(name -> wanted.below(name).text("requested").orElse("").equals("true"))
                .toList();
        if (requested.equals(List.of(TRANSFERS))) {
            throw ApiError.invalid(
                    "capabilities",
                    "Your platform needs approval for accounts to have requested the `transfers` capability without the `card_payments` capability.");
        }
        return requested.isEmpty() ? CAPABILITIES : requested;
    }

    ObjectNode get(String id) {
        return objects.find(id)
                .filter(object -> object.path("object").asString().equals("account"))
                .orElseThrow(() -> ApiError.notFound("account", id));
    }

    /** Everything is there: money can come in. */
    void complete(String id) {
        tell(require(state(get(id), "active", true), List.of(), List.of(), null));
    }

    /** Sent in; a person or a register has to look at it first. */
    void submit(String id) {
        tell(require(state(get(id), "pending", false), List.of(), List.of("company.verification.document"), null));
    }

    /** Something was found missing later on. */
    void restrict(String id) {
        tell(require(
                state(get(id), "inactive", false),
                List.of("company.verification.document"),
                List.of(),
                "requirements.past_due"));
    }

    /** Its settings for tax are not complete. */
    void leaveTaxUnset(String id) {
        objects.put(StripeObjects.object()
                .put("id", taxSettings(id))
                .put("object", "simulator.tax_settings")
                .put("status", "pending"));
    }

    static String taxSettings(String account) {
        return "tax_settings:" + account;
    }

    List<String> with(String name, String value) {
        return objects
                .all(
                        "account",
                        account ->
                                account.path("metadata").path(name).asString("").equals(value))
                .stream()
                .map(account -> account.path("id").asString())
                .toList();
    }

    static boolean takesTransfers(ObjectNode account) {
        return account.path("capabilities").path(TRANSFERS).asString().equals("active");
    }

    /** What lies on the account, in minor units. */
    long balance(String account, String currency) {
        return objects.find(balanceId(account, currency))
                .map(kept -> kept.path("amount").asLong())
                .orElse(0L);
    }

    void put(String account, String currency, long amount) {
        objects.put(StripeObjects.object()
                .put("id", balanceId(account, currency))
                .put("object", "simulator.balance")
                .put("amount", amount));
    }

    private static String balanceId(String account, String currency) {
        return "balance:%s:%s".formatted(account, currency);
    }

    private static ObjectNode state(ObjectNode account, String capability, boolean paysOut) {
        var capabilities = (ObjectNode) account.path("capabilities");
        CAPABILITIES.forEach(name -> capabilities.put(name, capability));
        return account.put("details_submitted", true).put("payouts_enabled", paysOut);
    }

    private static ObjectNode require(
            ObjectNode account, List<String> due, List<String> pending, @Nullable String disabled) {
        var requirements = account.putObject("requirements");
        for (var kind : List.of("currently_due", "eventually_due", "past_due")) {
            due.forEach(requirements.putArray(kind)::add);
        }
        pending.forEach(requirements.putArray("pending_verification")::add);
        requirements.putArray("errors");
        requirements.put("disabled_reason", disabled).putNull("current_deadline");
        return account;
    }

    private void tell(ObjectNode account) {
        objects.put(account);
        events.tell("account.updated", account);
    }
}
