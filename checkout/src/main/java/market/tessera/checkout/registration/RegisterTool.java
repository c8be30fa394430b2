package market.tessera.checkout.registration;

import java.util.List;
import java.util.UUID;
import market.tessera.checkout.connection.Connection.Standing;
import market.tessera.checkout.connection.Connections;
import market.tessera.checkout.lti.LtiTool;
import market.tessera.checkout.lti.LtiTools;
import market.tessera.platform.outbound.Outbound;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Takes a tool's registration for the connection that it was invited to; nothing goes through it until a person has confirmed it. */
@Service
class RegisterTool {
    private final Invitations invitations;
    private final LtiTools tools;
    private final Connections connections;
    private final Outbound outbound;

    RegisterTool(Invitations invitations, LtiTools tools, Connections connections, Outbound outbound) {
        this.invitations = invitations;
        this.tools = tools;
        this.connections = connections;
        this.outbound = outbound;
    }

    /**
     * Nothing if the invitation is not good.
     *
     * @return errors with {@link ClientMetadata.Refused}, and the invitation stays good
     */
    @Transactional
    public Mono<LtiTool> register(String token, JsonNode said) {
        return invitations.use(token).flatMap(invited -> {
            var tool = new ClientMetadata(said, outbound).tool(invited.connection());
            return put(invited.provider(), invited.connection(), tool).thenReturn(tool);
        });
    }

    private Mono<Void> put(UUID provider, UUID connection, LtiTool tool) {
        return tools.put(connection, tool)
                .then(connections.step(provider, connection, List.of(Standing.DRAFT), Standing.PROPOSED))
                .then();
    }
}
