package market.tessera.checkout.campaign;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import market.tessera.checkout.campaign.CampaignForm.Wish;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.promotion.Promotion;
import market.tessera.checkout.promotion.PromotionRows;
import market.tessera.checkout.sql.Bindings;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Codes as those who make them see them, each scope its own. */
@Repository
class Campaigns {
    private static final int MOST = 200;
    /** The operator's own are those of the whole market. */
    private static final String OWN = "(r.provider = any(:providers) or (:everything and r.provider is null))";

    private final DatabaseClient database;
    private final Clock clock;

    Campaigns(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param providerName null for the whole market */
    record Campaign(Promotion promotion, @Nullable String providerName, String madeBy) {}

    /** A provider that can be chosen. */
    record Seller(UUID id, String name) {}

    /** The newest first. */
    Flux<Campaign> of(DeskScope scope) {
        return scoped(
                        "select %s, o.name as provider_name, r.made_by from promotion r left join offer_provider o on o.id = r.provider where %s order by r.made_at desc limit %d"
                                .formatted(PromotionRows.COLUMNS, OWN, MOST),
                        scope)
                .map(Campaigns::read)
                .all();
    }

    Flux<Seller> sellers(DeskScope scope) {
        return database.sql("select id, name from offer_provider where id = any(:providers) order by name")
                .bind("providers", scope.providers().toArray(UUID[]::new))
                .mapProperties(Seller.class)
                .all();
    }

    /** False if there is a code of that name already. */
    Mono<Boolean> add(Wish wish, String by) {
        return database.sql("""
                        insert into promotion (id, code, provider, basis_points, amount, currency, starts_at, ends_at, total_limit, person_limit,
                          made_by, made_at)
                        values (:id, :code, :provider, :basisPoints, :amount, :currency, :startsAt, :endsAt, :total, :person, :by, :now)
                        on conflict (code) do nothing
                        """)
                .bind("id", UUID.randomUUID())
                .bind("code", wish.code())
                .bind("provider", Bindings.nullable(wish.provider(), UUID.class))
                .bind("basisPoints", Bindings.nullable(wish.basisPoints(), Integer.class))
                .bind("amount", Bindings.nullable(wish.amount(), Long.class))
                .bind("currency", Bindings.nullable(wish.currency(), String.class))
                .bind("startsAt", Bindings.nullable(wish.startsAt(), Instant.class))
                .bind("endsAt", Bindings.nullable(wish.endsAt(), Instant.class))
                .bind("total", Bindings.nullable(wish.totalLimit(), Integer.class))
                .bind("person", Bindings.nullable(wish.personLimit(), Integer.class))
                .bind("by", by)
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    /** Orders that have it keep it; false if it is none of the scope's. */
    Mono<Boolean> end(UUID promotion, DeskScope scope) {
        return scoped("update promotion r set ended_at = coalesce(ended_at, :now) where id = :id and " + OWN, scope)
                .bind("id", promotion)
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    private DatabaseClient.GenericExecuteSpec scoped(String sql, DeskScope scope) {
        return database.sql(sql)
                .bind("everything", scope.everything())
                .bind("providers", scope.providers().toArray(UUID[]::new));
    }

    private static Campaign read(Readable row) {
        return new Campaign(
                Objects.requireNonNull(PromotionRows.read(row)),
                row.get("provider_name", String.class),
                required(row, "made_by", String.class));
    }
}
