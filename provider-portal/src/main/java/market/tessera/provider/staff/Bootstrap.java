package market.tessera.provider.staff;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import market.tessera.platform.identity.Passwords;
import market.tessera.provider.staff.BootstrapProperties.Sample;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Creates a sandbox's people and gives them their roles as soon as their providers are there, which an import may bring later. What is there
 * already stays as it is.
 */
@Component
@ConditionalOnProperty("portal.bootstrap.people[0].email")
@EnableConfigurationProperties(BootstrapProperties.class)
class Bootstrap implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final BootstrapProperties properties;
    private final StaffAccounts accounts;
    private final Passwords passwords;
    private final DatabaseClient database;
    private final Clock clock;
    private final AtomicReference<@Nullable Disposable> running = new AtomicReference<>();

    Bootstrap(
            BootstrapProperties properties,
            StaffAccounts accounts,
            Passwords passwords,
            DatabaseClient database,
            Clock clock) {
        this.properties = properties;
        this.accounts = accounts;
        this.passwords = passwords;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void start() {
        running.set(Flux.fromIterable(properties.people())
                .flatMap(this::settle)
                .doOnError(failure -> LOG.warn("Sample people are not complete: {}", failure.toString()))
                .subscribe());
    }

    private Mono<Void> settle(Sample sample) {
        return account(sample)
                .flatMap(account -> Flux.fromIterable(sample.grants().entrySet())
                        .flatMap(grant -> join(
                                account,
                                grant.getKey(),
                                grant.getValue().stream().map(Role::key).toArray(String[]::new)))
                        .then());
    }

    private Mono<StaffAccount> account(Sample sample) {
        return accounts.findByEmail(StaffAccount.normal(sample.email()))
                .switchIfEmpty(passwords
                        .hash(sample.password())
                        .flatMap(hash -> accounts.save(StaffAccount.open(
                                sample.email(), sample.name(), hash, sample.operator(), clock.instant()))));
    }

    /** Tries until the provider is there. */
    private Mono<Void> join(StaffAccount account, String externalId, String[] roles) {
        return database.sql("""
                        insert into membership (staff, provider, role)
                        select distinct :staff::uuid, provider, role from provider_source, unnest(:roles::text[]) as role
                        where external_id = :externalId
                        on conflict (staff, provider, role) do update set role = excluded.role
                        """)
                .bind("staff", account.id())
                .bind("roles", roles)
                .bind("externalId", externalId)
                .fetch()
                .rowsUpdated()
                .filter(count -> count > 0)
                .repeatWhenEmpty(tries -> tries.delayElements(PAUSE))
                .then();
    }

    @Override
    public void stop() {
        var subscription = running.getAndSet(null);
        if (subscription != null) {
            subscription.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get() != null;
    }
}
