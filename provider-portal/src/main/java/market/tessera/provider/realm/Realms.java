package market.tessera.provider.realm;

import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import market.tessera.platform.identity.Vault;
import market.tessera.platform.mail.EmailAddress;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.realm.Realm.Rule;
import market.tessera.provider.realm.Realm.Settings;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** The institutions' sign-in services. */
@Repository
public class Realms {
    private static final String REALM = """
            select p.id, p.slug, p.name, p.verified_at is not null as verified, d.domain,
              r.issuer, r.client_id, r.rule, r.tried_at, r.trial
            from provider p left join proven_domain d on d.provider = p.id left join realm r on r.provider = p.id
            """;

    private final DatabaseClient database;
    private final Vault vault;
    private final Clock clock;

    Realms(DatabaseClient database, Vault vault, Clock clock) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    /** Whatever the institution has set up; empty if there is no such institution. */
    public Mono<Realm> of(UUID provider) {
        return database.sql(REALM + "where p.id = :provider")
                .bind("provider", provider)
                .map(Realms::realm)
                .one();
    }

    public Mono<Realm> bySlug(String slug) {
        return database.sql(REALM + "where p.slug = :slug")
                .bind("slug", slug)
                .map(Realms::realm)
                .one();
    }

    /** The open one that speaks for the address; of several, the one with the domain that says most. */
    public Mono<Realm> openFor(EmailAddress address) {
        return database.sql(REALM + """
                        where p.verified_at is not null and r.rule <> 'off' and (d.domain = :domain or :domain like '%.' || d.domain)
                        order by length(d.domain) desc, r.changed_at limit 1
                        """)
                .bind("domain", address.domain())
                .map(Realms::realm)
                .one();
    }

    /** False if another institution's service speaks for the same addresses. */
    @Transactional
    public Mono<Boolean> open(UUID provider, Rule rule) {
        return database.sql(
                        "select pg_advisory_xact_lock(hashtext('realm ' || domain)) from proven_domain where provider = :provider")
                .bind("provider", provider)
                .then()
                .then(database.sql("""
                                update realm set rule = :rule where provider = :provider and tried_at is not null and not exists (
                                  select from realm other
                                  join proven_domain theirs on theirs.provider = other.provider
                                  join proven_domain ours on ours.provider = :provider and ours.domain = theirs.domain
                                  where other.provider <> :provider and other.rule <> 'off')
                                """)
                        .bind("rule", rule.key())
                        .bind("provider", provider)
                        .fetch()
                        .rowsUpdated())
                .map(rows -> rows == 1);
    }

    public Mono<Void> close(UUID provider) {
        return database.sql("update realm set rule = 'off' where provider = :provider")
                .bind("provider", provider)
                .then();
    }

    /**
     * Sets it up anew, to be tried: it lets nobody in until then, nobody who is on the way through it arrives, and it has to get to know people again
     * if it is another one.
     *
     * @param secret null for the one before
     */
    @Transactional
    public Mono<Void> setUp(UUID provider, String issuer, String clientId, @Nullable String secret) {
        return database.sql("delete from realm_visit where provider = :provider")
                .bind("provider", provider)
                .then()
                .then(database.sql("""
                                delete from realm_subject where provider = :provider
                                  and exists (select from realm where provider = :provider and issuer <> :issuer)
                                """)
                        .bind("provider", provider)
                        .bind("issuer", issuer)
                        .then())
                .then(secret == null ? keep(provider, issuer, clientId) : keep(provider, issuer, clientId, secret));
    }

    private Mono<Void> keep(UUID provider, String issuer, String clientId) {
        return database.sql("""
                        update realm set issuer = :issuer, client_id = :client, rule = 'off', tried_at = null, trial = null, changed_at = :now
                        where provider = :provider
                        """)
                .bind("issuer", issuer)
                .bind("client", clientId)
                .bind("now", clock.instant())
                .bind("provider", provider)
                .then();
    }

    private Mono<Void> keep(UUID provider, String issuer, String clientId, String secret) {
        return database.sql("""
                        insert into realm (provider, issuer, client_id, secret, rule, changed_at)
                        values (:provider, :issuer, :client, :secret, 'off', :now)
                        on conflict (provider) do update set issuer = excluded.issuer, client_id = excluded.client_id,
                          secret = excluded.secret, rule = 'off', tried_at = null, trial = null, changed_at = excluded.changed_at
                        """)
                .bind("provider", provider)
                .bind("issuer", issuer)
                .bind("client", clientId)
                .bind("secret", vault.seal(secret.getBytes(StandardCharsets.UTF_8), place(provider)))
                .bind("now", clock.instant())
                .then();
    }

    /** @param failure why nobody came through; null if somebody did */
    public Mono<Void> tried(UUID provider, @Nullable String failure) {
        return database.sql("""
                        update realm set trial = :failure, tried_at = case when :failure::text is null then :now else tried_at end
                        where provider = :provider
                        """)
                .bind("failure", Columns.orNull(failure, String.class))
                .bind("now", clock.instant())
                .bind("provider", provider)
                .then();
    }

    public Mono<Void> remove(UUID provider) {
        return database.sql("delete from realm where provider = :provider")
                .bind("provider", provider)
                .then();
    }

    public Mono<String> secret(UUID provider) {
        return database.sql("select secret from realm where provider = :provider")
                .bind("provider", provider)
                .map(row ->
                        new String(vault.open(Columns.bytes(row, "secret"), place(provider)), StandardCharsets.UTF_8))
                .one();
    }

    private static Realm realm(Readable row) {
        var issuer = row.get("issuer", String.class);
        return new Realm(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "slug", String.class),
                Columns.required(row, "name", String.class),
                Columns.required(row, "verified", Boolean.class),
                row.get("domain", String.class),
                issuer == null
                        ? null
                        : new Settings(
                                issuer,
                                Columns.required(row, "client_id", String.class),
                                Rule.of(Columns.required(row, "rule", String.class)),
                                row.get("tried_at", Instant.class),
                                row.get("trial", String.class)));
    }

    private static String place(UUID provider) {
        return "realm " + provider;
    }
}
