package market.tessera.checkout.connecting.setup;

import java.net.URI;
import java.util.List;
import market.tessera.checkout.connecting.setup.ConnectionModel.Happened;
import market.tessera.checkout.connection.Connection;
import market.tessera.checkout.connection.Connection.Standing;
import market.tessera.checkout.connection.Connections;
import market.tessera.checkout.webhook.Webhooks;
import market.tessera.platform.outbound.Outbound;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Says where a program is called, and by which secret it knows us. */
@Service
class SetUpProgram {
    private final Connections connections;
    private final Webhooks webhooks;
    private final Outbound outbound;

    SetUpProgram(Connections connections, Webhooks webhooks, Outbound outbound) {
        this.connections = connections;
        this.webhooks = webhooks;
        this.outbound = outbound;
    }

    /** The first address comes with a secret; another one keeps it. */
    @Transactional
    public Mono<Happened> address(Connection connection, String typed) {
        return Mono.justOrEmpty(outbound.address(typed))
                .flatMap(address -> put(connection, address))
                .delayUntil(_ -> connections.step(
                        connection.provider(), connection.id(), List.of(Standing.DRAFT), Standing.READY))
                .defaultIfEmpty(Happened.mistaken(typed, new Mistake("address", "connections.mistake.address")));
    }

    private Mono<Happened> put(Connection connection, URI address) {
        return webhooks.move(connection.id(), address)
                .flatMap(moved -> moved
                        ? Mono.just(Happened.done("registered"))
                        : webhooks.secret(connection.id(), address).map(Happened::secret));
    }

    Mono<Happened> anotherSecret(Connection connection) {
        return webhooks.address(connection.id())
                .flatMap(address -> webhooks.secret(connection.id(), URI.create(address)))
                .map(Happened::secret)
                .defaultIfEmpty(Happened.NOTHING);
    }
}
