package market.tessera.storefront.account;

import java.time.Duration;
import java.util.Locale;
import market.tessera.platform.identity.Throttle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Slows down the guessing of passwords, wherever one is asked for. A try is counted before it is made, so that tries at once count too. */
@Component
public class PasswordTries {
    private static final String BY_ACCOUNT = "password:account";
    private static final String BY_NETWORK = "password:network";

    private final Throttle throttle;
    private final AccountProperties.Hourly limits;

    PasswordTries(Throttle throttle, AccountProperties properties) {
        this.throttle = throttle;
        this.limits = properties.hourly();
    }

    /** @param email as typed: there need not be such an account */
    public Mono<Boolean> take(String email, Visitor visitor) {
        return throttle.take(BY_NETWORK, visitor.network(), limits.passwordsPerNetwork())
                .flatMap(free -> free
                        ? throttle.take(BY_ACCOUNT, normal(email), limits.passwordsPerAccount())
                        : Mono.just(false));
    }

    /** After the right password, or a new one. */
    public Mono<Void> forgive(Account account) {
        return throttle.forget(BY_ACCOUNT, normal(account.email()));
    }

    /** When to try again at the latest. */
    public Duration pause() {
        return Throttle.pause(limits.passwordsPerAccount());
    }

    private static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
