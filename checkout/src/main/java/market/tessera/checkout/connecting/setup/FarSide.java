package market.tessera.checkout.connecting.setup;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.connection.Connection;
import market.tessera.checkout.connection.Connection.Kind;
import market.tessera.checkout.lti.LtiContents;
import market.tessera.checkout.lti.LtiTools;
import market.tessera.checkout.moodle.Moodles;
import market.tessera.checkout.webhook.Webhooks;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What was told of the system at the other end of a connection. */
@Component
class FarSide {
    private final LtiTools tools;
    private final LtiContents contents;
    private final Webhooks webhooks;
    private final Moodles moodles;

    FarSide(LtiTools tools, LtiContents contents, Webhooks webhooks, Moodles moodles) {
        this.tools = tools;
        this.contents = contents;
        this.webhooks = webhooks;
        this.moodles = moodles;
    }

    /**
     * As far as it is known.
     *
     * @param address of a program or a Moodle; empty if none
     * @param courses by offering, what its course is called there
     */
    record Known(Optional<ToolForm> tool, String address, Map<UUID, String> courses) {}

    Mono<Known> of(Connection connection) {
        var id = connection.id();
        return Mono.zip(
                        tools.ofConnection(id).map(ToolForm::of).singleOptional(),
                        webhooks.address(id).switchIfEmpty(moodles.address(id)).defaultIfEmpty(""),
                        connection.kind() == Kind.MOODLE ? moodles.titles(id) : contents.titles(id.toString()))
                .map(found -> new Known(found.getT1(), found.getT2(), found.getT3()));
    }
}
