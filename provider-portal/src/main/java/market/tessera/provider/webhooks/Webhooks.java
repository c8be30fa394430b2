package market.tessera.provider.webhooks;

import io.r2dbc.spi.Readable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.identity.Vault;
import market.tessera.platform.outbound.WebhookSecret;
import market.tessera.provider.provider.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The addresses that providers have given. */
@Repository
class Webhooks {
    /** What can be told, see {@code docs/events.md}. */
    static final List<String> EVENTS = List.of(
            "offering.published",
            "offering.withdrawn",
            "enrollment.updated",
            "badge.issued",
            "badge.revoked",
            "provider.updated");

    /** Each is called for every event: a provider is no way to have somebody else called without end. */
    static final int MOST = 20;

    private final DatabaseClient database;
    private final Vault vault;
    private final Clock clock;

    Webhooks(DatabaseClient database, Vault vault, Clock clock) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    /** @param disabledAt when the address said that it wants no more */
    record Webhook(
            UUID id,
            String address,
            List<String> events,
            String createdBy,
            Instant createdAt,
            @Nullable Instant disabledAt) {}

    /** The secret, to be shown once; empty if the provider has as many addresses as it can have. */
    @Transactional
    public Mono<String> add(UUID provider, URI address, Set<String> events, String by) {
        var id = UUID.randomUUID();
        var secret = WebhookSecret.random();
        return database.sql("select id from provider where id = :provider for update")
                .bind("provider", provider)
                .fetch()
                .one()
                .flatMap(_ -> insert(id, provider, address, secret, events, by))
                .filter(added -> added)
                .map(_ -> secret.text());
    }

    private Mono<Boolean> insert(
            UUID id, UUID provider, URI address, WebhookSecret secret, Set<String> events, String by) {
        return database.sql("""
                        insert into webhook (id, provider, address, secret, events, created_by, created_at)
                        select :id, :provider, :address, :secret, :events, :by, :now
                        where (select count(*) from webhook where provider = :provider) < :most
                        """)
                .bind("most", MOST)
                .bind("id", id)
                .bind("provider", provider)
                .bind("address", address.toString())
                .bind("secret", vault.seal(secret.text().getBytes(StandardCharsets.US_ASCII), place(id)))
                .bind("events", events.stream().sorted().toArray(String[]::new))
                .bind("by", by)
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    Flux<Webhook> of(UUID provider) {
        return database.sql("select * from webhook where provider = :provider order by created_at, id")
                .bind("provider", provider)
                .map(Webhooks::webhook)
                .all();
    }

    /** With all that waits for it. */
    Mono<Boolean> remove(UUID provider, UUID id) {
        return database.sql("delete from webhook where id = :id and provider = :provider")
                .bind("id", id)
                .bind("provider", provider)
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    /** Nor is it told what waits for it. */
    Mono<Void> disable(UUID id) {
        return database.sql("""
                        with disabled as (
                          update webhook set disabled_at = coalesce(disabled_at, :now) where id = :id returning id)
                        update webhook_delivery d set dead_at = :now from disabled
                        where d.webhook = disabled.id and d.delivered_at is null and d.dead_at is null
                        """).bind("now", clock.instant()).bind("id", id).then();
    }

    WebhookSecret open(UUID webhook, Sealed sealed) {
        return WebhookSecret.of(new String(vault.open(sealed.bytes(), place(webhook)), StandardCharsets.US_ASCII));
    }

    /** A secret as it is kept. Nobody writes to the bytes. */
    static final class Sealed {
        private final byte[] bytes;

        Sealed(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    private static String place(UUID id) {
        return "webhook " + id;
    }

    private static Webhook webhook(Readable row) {
        return new Webhook(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "address", String.class),
                List.of(Columns.required(row, "events", String[].class)),
                Columns.required(row, "created_by", String.class),
                Columns.required(row, "created_at", Instant.class),
                row.get("disabled_at", Instant.class));
    }
}
