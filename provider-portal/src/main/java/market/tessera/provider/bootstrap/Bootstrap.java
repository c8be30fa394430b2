package market.tessera.provider.bootstrap;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import market.tessera.platform.identity.Passwords;
import market.tessera.platform.work.Background;
import market.tessera.provider.access.ApiKeys;
import market.tessera.provider.access.KeyWish;
import market.tessera.provider.bootstrap.BootstrapProperties.Sample;
import market.tessera.provider.bootstrap.BootstrapProperties.SampleKey;
import market.tessera.provider.bootstrap.SampleWorkplaces.Workplace;
import market.tessera.provider.staff.StaffAccount;
import market.tessera.provider.staff.StaffAccounts;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Creates a sandbox's people, and gives them and their programs a provider to work for as soon as there is one, which an import may bring
 * later. What is there already stays as it is.
 */
@Component
@ConditionalOnProperty("portal.bootstrap.people[0].email")
@EnableConfigurationProperties(BootstrapProperties.class)
public class Bootstrap {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final BootstrapProperties properties;
    private final StaffAccounts accounts;
    private final Passwords passwords;
    private final SampleWorkplaces workplaces;
    private final ApiKeys keys;
    private final Clock clock;
    private final Sinks.One<Map<String, String>> settled = Sinks.one();

    Bootstrap(
            BootstrapProperties properties,
            StaffAccounts accounts,
            Passwords passwords,
            SampleWorkplaces workplaces,
            ApiKeys keys,
            Clock clock) {
        this.properties = properties;
        this.accounts = accounts;
        this.passwords = passwords;
        this.workplaces = workplaces;
        this.keys = keys;
        this.clock = clock;
    }

    @Bean
    Background samplePeople() {
        return Background.of(
                "Making sample people",
                () -> Flux.fromIterable(properties.people())
                        .flatMap(this::account)
                        .then(Mono.defer(this::workplaces))
                        .flatMap(places -> settle(places).thenReturn(places))
                        .map(this::keyed)
                        .doOnNext(settled::tryEmitValue));
    }

    /** External ids of the providers that the keys are of, by the keys' labels, once there is a provider. */
    public Mono<Map<String, String>> settled() {
        return settled.asMono();
    }

    private Mono<StaffAccount> account(Sample sample) {
        var never = !properties.secondFactor();
        return accounts.findByEmail(StaffAccount.normal(sample.email()))
                .switchIfEmpty(passwords
                        .hash(sample.password())
                        .map(hash -> StaffAccount.open(
                                sample.email(), sample.name(), hash, sample.operator(), clock.instant())))
                .filter(account -> account.version() == null || account.exempt() != never)
                .flatMap(account -> accounts.save(account.exempted(never)));
    }

    /** Tries until there is one. */
    private Mono<List<Workplace>> workplaces() {
        var emails = properties.people().stream()
                .map(person -> StaffAccount.normal(person.email()))
                .toList();
        return workplaces
                .find(properties.provider(), emails)
                .filter(Predicate.not(List::isEmpty))
                .repeatWhenEmpty(tries -> tries.delayElements(PAUSE));
    }

    private Mono<Void> settle(List<Workplace> places) {
        var work = places.getFirst().provider();
        var people = Flux.fromIterable(properties.people())
                .concatMap(sample -> accounts.findByEmail(StaffAccount.normal(sample.email()))
                        .flatMapMany(account -> Flux.fromIterable(sample.roles())
                                .concatMap(role -> accounts.join(account.id(), work, role.key()))));
        var programs = Flux.fromIterable(properties.keys())
                .filter(key -> !key.elsewhere() || places.size() > 1)
                .concatMap(key -> keys.ensure(
                        new KeyWish(key.label(), place(key, places).provider(), key.scopes(), null, null),
                        key.secret()));
        return people.then().thenMany(programs).then();
    }

    private Map<String, String> keyed(List<Workplace> places) {
        return properties.keys().stream()
                .filter(key -> !key.elsewhere() || places.size() > 1)
                .collect(Collectors.toUnmodifiableMap(
                        SampleKey::label, key -> place(key, places).externalId()));
    }

    private static Workplace place(SampleKey key, List<Workplace> places) {
        return key.elsewhere() ? places.getLast() : places.getFirst();
    }
}
