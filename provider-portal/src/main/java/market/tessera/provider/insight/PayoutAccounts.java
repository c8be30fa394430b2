package market.tessera.provider.insight;

import java.util.List;
import java.util.UUID;
import market.tessera.platform.eventlog.EventHandler;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The portal's copy of how providers' accounts at the payment company stand. An older version never overwrites a newer one. */
@Repository
class PayoutAccounts implements EventHandler {
    /** Whose business an institution's money is. */
    private static final Role[] MONEY = {Role.FINANCE, Role.ADMINISTRATOR};

    private final DatabaseClient database;

    PayoutAccounts(DatabaseClient database) {
        this.database = database;
    }

    /** @param state as checkout tells it; {@code none} where nothing was told */
    record Unpaid(String name, String state) {
        private static final String ACTIVE = "active";

        /** The last part of the key of its words: any state that is not known here means that something is missing. */
        public String key() {
            return switch (state) {
                case "none", "in-review" -> state;
                default -> "missing";
            };
        }
    }

    /** The verified institutions that cannot be paid, of those whose money is the reader's business. */
    Flux<Unpaid> unpaid(ProviderScope scope) {
        return database.sql("""
                        select p.name, coalesce(a.state, 'none') as state from provider p left join payout_account a on a.provider = p.id
                        where p.id = any(:providers) and p.verified_at is not null and a.state is distinct from :active
                        order by p.name
                        """)
                .bind("providers", scope.providers(MONEY))
                .bind("active", Unpaid.ACTIVE)
                .map(row -> new Unpaid(
                        Columns.required(row, "name", String.class), Columns.required(row, "state", String.class)))
                .all();
    }

    @Override
    public Mono<Void> handle(List<LoggedEvent> batch) {
        return Flux.fromIterable(batch).concatMap(this::put).then();
    }

    private Mono<Void> put(LoggedEvent event) {
        return database.sql("""
                        insert into payout_account (provider, version, state, pays_out) values (:provider, :version, :state, :paysOut)
                        on conflict (provider) do update set version = excluded.version, state = excluded.state, pays_out = excluded.pays_out
                        where payout_account.version < excluded.version
                        """)
                .bind("provider", UUID.fromString(event.subject()))
                .bind("version", event.version())
                .bind("state", event.data().path("state").asString(""))
                .bind("paysOut", event.data().path("paysOut").asBoolean(false))
                .then();
    }
}
