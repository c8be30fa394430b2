package market.tessera.checkout.webhook;

import static market.tessera.platform.database.Rows.required;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import market.tessera.platform.identity.Vault;
import market.tessera.platform.outbound.WebhookSecret;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Where each program is called, and the secret that it knows us by, sealed for its connection. */
@Repository
public class Webhooks {
    private final DatabaseClient database;
    private final Vault vault;

    Webhooks(DatabaseClient database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    record Webhook(URI address, WebhookSecret secret) {
        @Override
        public String toString() {
            return "Webhook[" + address + "]";
        }
    }

    Mono<Webhook> find(UUID connection) {
        return database.sql("select address, sealed_secret from webhook where connection = :connection")
                .bind("connection", connection)
                .map(row -> new Webhook(
                        URI.create(required(row, "address", String.class)),
                        WebhookSecret.of(new String(
                                vault.open(required(row, "sealed_secret", byte[].class), place(connection)),
                                StandardCharsets.US_ASCII))))
                .one();
    }

    /** The address alone; nothing if there is none yet. */
    public Mono<String> address(UUID connection) {
        return database.sql("select address from webhook where connection = :connection")
                .bind("connection", connection)
                .mapValue(String.class)
                .one();
    }

    /** Another address; the secret stays. False if there is no secret yet. */
    public Mono<Boolean> move(UUID connection, URI address) {
        return database.sql("update webhook set address = :address where connection = :connection")
                .bind("address", address.toString())
                .bind("connection", connection)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Emits a new secret, which is not told again; the one before is good no longer. */
    public Mono<String> secret(UUID connection, URI address) {
        var secret = WebhookSecret.random().text();
        return database.sql("""
                        insert into webhook (connection, address, sealed_secret) values (:connection, :address, :sealed)
                        on conflict (connection) do update set address = excluded.address, sealed_secret = excluded.sealed_secret
                        """)
                .bind("connection", connection)
                .bind("address", address.toString())
                .bind("sealed", vault.seal(secret.getBytes(StandardCharsets.US_ASCII), place(connection)))
                .then()
                .thenReturn(secret);
    }

    private static String place(UUID connection) {
        return "webhook:" + connection;
    }
}
