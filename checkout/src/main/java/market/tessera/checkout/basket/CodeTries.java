package market.tessera.checkout.basket;

import java.time.Clock;
import java.time.Duration;
import market.tessera.platform.identity.Network;
import market.tessera.platform.identity.Throttle;
import market.tessera.platform.work.Recurring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Slows down the guessing of promotion codes. A try is counted before the code is looked up, so that tries at once count too, and a right code
 * gives none back: whoever has one could otherwise guess others for ever.
 */
@Component
class CodeTries {
    static final int PER_NETWORK = 60;

    private final Throttle throttle;

    CodeTries(Throttle throttle) {
        this.throttle = throttle;
    }

    Mono<Boolean> take(ServerWebExchange exchange) {
        return throttle.take(
                "promotion:network", Network.of(exchange.getRequest().getRemoteAddress()), PER_NETWORK);
    }

    @Configuration(proxyBeanMethods = false)
    static class Clearing {
        @Bean
        Recurring forgetTries(DatabaseClient database, Clock clock) {
            return Recurring.every(
                    "Clearing old tries",
                    Duration.ofHours(1),
                    () -> database.sql("delete from throttle where busy_until <= :now")
                            .bind("now", clock.instant())
                            .fetch()
                            .rowsUpdated());
        }
    }
}
