package market.tessera.storefront.account;

import java.time.Clock;
import java.time.Duration;
import market.tessera.platform.identity.Passwords;
import market.tessera.platform.mail.EmailAddress;
import market.tessera.platform.work.Background;
import market.tessera.storefront.account.BootstrapProperties.Sample;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Opens a sandbox's accounts. Those that are there stay as they are. */
@Component
@ConditionalOnProperty("storefront.bootstrap.people[0].email")
@EnableConfigurationProperties(BootstrapProperties.class)
class Bootstrap {
    private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);

    private final BootstrapProperties properties;
    private final Accounts accounts;
    private final Passwords passwords;
    private final TransactionalOperator transaction;
    private final Clock clock;

    Bootstrap(
            BootstrapProperties properties,
            Accounts accounts,
            Passwords passwords,
            TransactionalOperator transaction,
            Clock clock) {
        this.properties = properties;
        this.accounts = accounts;
        this.passwords = passwords;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Bean
    Background sampleLearners() {
        return Background.of(
                "Opening accounts of sample learners",
                () -> Flux.fromIterable(properties.people())
                        .concatMap(sample -> settle(sample).retryWhen(untilTheDatabaseAnswers())));
    }

    private static Retry untilTheDatabaseAnswers() {
        return Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(500))
                .filter(NestedRuntimeException.class::isInstance)
                .maxBackoff(Duration.ofSeconds(5))
                .doBeforeRetry(signal -> LOG.warn(
                        "Sample learners have to wait: {}", signal.failure().toString()));
    }

    private Mono<Account> settle(Sample sample) {
        var email = EmailAddress.parse(sample.email())
                .orElseThrow(() -> new IllegalStateException("Not an e-mail address: " + sample.email()));
        return accounts.byEmail(email).switchIfEmpty(Mono.defer(() -> open(email, sample)));
    }

    private Mono<Account> open(EmailAddress email, Sample sample) {
        return passwords
                .hash(sample.password())
                .map(hash -> Account.open(email.text(), sample.name(), hash, clock.instant()))
                .flatMap(account -> accounts.open(account).as(transaction::transactional));
    }
}
