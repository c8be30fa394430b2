package market.tessera.sandbox.stripe;

import java.time.Clock;
import tools.jackson.databind.node.ObjectNode;

/** Writes an event about a change and hands it to the webhooks. */
final class Events {
    private final StripeObjects objects;
    private final Webhooks webhooks;
    private final Clock clock;

    Events(StripeObjects objects, Webhooks webhooks, Clock clock) {
        this.objects = objects;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    void tell(String type, ObjectNode about) {
        var wanted = webhooks.wants(type);
        var event = StripeObjects.object()
                .put("id", StripeObjects.newId("evt"))
                .put("object", "event")
                .put("api_version", objects.version())
                .put("created", clock.instant().getEpochSecond())
                .put("livemode", false)
                .put("pending_webhooks", wanted ? 1 : 0)
                .put("type", type);
        event.putObject("data").set("object", about.deepCopy());
        event.putObject("request").putNull("id").putNull("idempotency_key");
        objects.put(event);
        if (wanted) {
            webhooks.deliver(event);
        }
    }
}
