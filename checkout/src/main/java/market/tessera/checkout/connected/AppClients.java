package market.tessera.checkout.connected;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.sql.Bindings;
import market.tessera.checkout.sql.NullCharacters;
import market.tessera.platform.identity.Token;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Every application that has registered. */
@Repository
class AppClients {
    private final DatabaseClient database;
    private final Clock clock;

    AppClients(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param secret which is not kept and so told now or never */
    record Registered(AppClient client, Token secret) {}

    Mono<Registered> register(AppClient wanted) {
        var client = new AppClient(UUID.randomUUID().toString(), wanted.name(), wanted.home(), wanted.redirectUris());
        var secret = Token.random();
        return database.sql("""
                        insert into app_client (id, secret_hash, name, home, redirect_uris, created_at)
                        values (:id, :secret, :name, :home, :uris, :now)
                        """)
                .bind("id", client.id())
                .bind("secret", secret.hash())
                .bind("name", client.name())
                .bind("home", Bindings.nullable(client.home(), String.class))
                .bind("uris", client.redirectUris().toArray(String[]::new))
                .bind("now", clock.instant())
                .then()
                .thenReturn(new Registered(client, secret));
    }

    Mono<AppClient> find(String id) {
        if (NullCharacters.in(id)) {
            return Mono.empty();
        }
        return database.sql("select id, name, home, redirect_uris from app_client where id = :id")
                .bind("id", id)
                .map(AppClients::client)
                .one();
    }

    /** Whether that is the application's secret. */
    Mono<Boolean> proves(String id, Token secret) {
        if (NullCharacters.in(id)) {
            return Mono.just(false);
        }
        return database.sql("select secret_hash from app_client where id = :id")
                .bind("id", id)
                .mapValue(byte[].class)
                .one()
                .map(hash -> MessageDigest.isEqual(hash, secret.hash()))
                .defaultIfEmpty(false);
    }

    private static AppClient client(Readable row) {
        return new AppClient(
                required(row, "id", String.class),
                required(row, "name", String.class),
                row.get("home", String.class),
                List.of(required(row, "redirect_uris", String[].class)));
    }
}
