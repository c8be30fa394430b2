package market.tessera.provider.staff;

import market.tessera.platform.identity.Network;
import org.springframework.web.server.ServerWebExchange;

/** Where a request comes from, see {@link Network}. */
public final class NetworkAddress {
    private NetworkAddress() {}

    public static String of(ServerWebExchange exchange) {
        return Network.of(exchange.getRequest().getRemoteAddress());
    }
}
