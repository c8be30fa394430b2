package market.tessera.checkout.connecting.setup;

import java.net.URI;
import java.util.List;
import market.tessera.checkout.connecting.setup.ConnectionModel.Happened;
import market.tessera.checkout.connecting.setup.ToolForm.Read.Mistaken;
import market.tessera.checkout.connecting.setup.ToolForm.Read.Sound;
import market.tessera.checkout.connection.Connection;
import market.tessera.checkout.connection.Connection.Standing;
import market.tessera.checkout.connection.Connections;
import market.tessera.checkout.lti.LtiTool;
import market.tessera.checkout.lti.LtiTools;
import market.tessera.checkout.registration.Invitations;
import market.tessera.checkout.registration.PlatformValues;
import market.tessera.platform.outbound.Outbound;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** Registers a learning system: from what a person has typed, or by inviting it to register itself. */
@Service
class SetUpTool {
    private final Connections connections;
    private final LtiTools tools;
    private final Invitations invitations;
    private final PlatformValues platform;
    private final Outbound outbound;

    SetUpTool(
            Connections connections,
            LtiTools tools,
            Invitations invitations,
            PlatformValues platform,
            Outbound outbound) {
        this.connections = connections;
        this.tools = tools;
        this.invitations = invitations;
        this.platform = platform;
        this.outbound = outbound;
    }

    @Transactional
    public Mono<Happened> register(Connection connection, ToolForm form) {
        return switch (form.read(connection.id(), outbound)) {
            case Sound(var tool) -> put(connection, tool).thenReturn(Happened.done("registered"));
            case Mistaken(var mistakes) -> Mono.just(Happened.mistaken(form, mistakes));
        };
    }

    private Mono<Boolean> put(Connection connection, LtiTool tool) {
        return tools.put(connection.id(), tool)
                .then(connections.step(
                        connection.provider(),
                        connection.id(),
                        List.of(Standing.DRAFT, Standing.PROPOSED),
                        Standing.READY));
    }

    /** @param typed where the tool's registration begins; what it registered before is forgotten with its confirmation */
    @Transactional
    public Mono<Happened> invite(Connection connection, String typed) {
        return Mono.justOrEmpty(outbound.address(typed))
                .flatMap(address -> connections
                        .step(connection.provider(), connection.id(), List.of(Standing.PROPOSED), Standing.DRAFT)
                        .then(invitations.invite(connection.id()))
                        .map(token -> Happened.invited(registration(address, token))))
                .defaultIfEmpty(Happened.mistaken(typed, new Mistake("address", "connections.mistake.address")));
    }

    private String registration(URI address, String token) {
        return UriComponentsBuilder.fromUri(address)
                .queryParam("openid_configuration", "{configuration}")
                .queryParam("registration_token", "{token}")
                .encode()
                .buildAndExpand(platform.configuration(), token)
                .toUriString();
    }
}
