package market.tessera.checkout.payee;

import static market.tessera.platform.database.Rows.required;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.checkout.payout.PayoutProperties;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Providers with their accounts and terms, as the desk shows them. */
@Repository
class Payees {
    static final int MOST = 100;
    private static final String SELECT = """
            select p.id as provider, p.name, a.state, coalesce(a.pays_out, false) as pays_out,
              array_to_string(a.missing, ' ') as missing, a.checked_at,
              coalesce(t.commission_basis_points, :commission) as commission_basis_points,
              coalesce(t.holdback_days, :holdback) as holdback_days, t.set_by, t.set_at
            from offer_provider p
              left join payout_account a on a.provider = p.id
              left join lateral (select * from payout_terms t where t.provider = p.id order by t.id desc limit 1) t on true
            """;

    private final DatabaseClient database;
    private final PayoutProperties usual;
    private final Clock clock;

    Payees(DatabaseClient database, PayoutProperties usual, Clock clock) {
        this.database = database;
        this.usual = usual;
        this.clock = clock;
    }

    /**
     * A provider as one who is paid.
     *
     * @param state of its account; null where it has none
     * @param missing what the company asks for, in its words
     * @param setBy who has agreed on other terms than the usual; null where nobody has
     */
    record Payee(
            UUID provider,
            String name,
            @Nullable String state,
            boolean paysOut,
            @Nullable String missing,
            @Nullable Instant checkedAt,
            int commissionBasisPoints,
            int holdbackDays,
            @Nullable String setBy,
            @Nullable Instant setAt) {

        /** The last part of the key of its words. */
        public String key() {
            return state == null ? "none" : PayoutAccount.State.valueOf(state).key();
        }

        /** The parts of an account that something is missing in, each once. */
        public List<String> wanting() {
            return missing == null
                    ? List.of()
                    : Stream.of(missing.split(" "))
                            .filter(item -> !item.isEmpty())
                            .map(Payee::part)
                            .distinct()
                            .toList();
        }

        private static String part(String item) {
            if (item.contains(".verification.")) {
                return "document";
            }
            return item.startsWith("person_") ? "person" : item.replaceFirst("\\..*", "");
        }

        public boolean isActive() {
            return PayoutAccount.State.ACTIVE.name().equals(state);
        }

        /** Such as {@code 12.5}. */
        public String commission() {
            return Terms.percent(commissionBasisPoints);
        }
    }

    Flux<Payee> of(Collection<UUID> providers) {
        return select("where p.id = any(:providers) order by p.name")
                .bind("providers", providers.toArray(UUID[]::new))
                .mapProperties(Payee.class)
                .all();
    }

    /**
     * Money between a provider and the market.
     *
     * @param debt whether the provider owes it
     */
    record Balance(UUID provider, boolean debt, Money amount) {}

    /** What is kept for providers, and what they owe; nothing where that is nothing. */
    Flux<Balance> balances(Collection<UUID> providers) {
        return database.sql("""
                        select provider, account = 'OWED' as debt, abs(sum(amount))::bigint as amount, currency from posting
                        where account in ('PROVIDER', 'TAX', 'OWED') and provider = any(:providers)
                        group by provider, account = 'OWED', currency having sum(amount) <> 0 order by provider, 2, currency
                        """)
                .bind("providers", providers.toArray(UUID[]::new))
                .map(row -> new Balance(
                        required(row, "provider", UUID.class),
                        required(row, "debt", Boolean.class),
                        Money.of(required(row, "amount", Long.class), required(row, "currency", String.class))))
                .all();
    }

    /** By a part of the name; where nothing is asked for, those who have an account or terms of their own come first. */
    Flux<Payee> search(String words) {
        return select("""
                where strpos(lower(p.name), lower(:words)) > 0
                order by a.provider is null and t.id is null, p.name limit %d""".formatted(MOST))
                .bind("words", words.strip())
                .mapProperties(Payee.class)
                .all();
    }

    /** Counts for what is ordered from now on; false if there is no such provider. */
    Mono<Boolean> agree(UUID provider, Terms terms, String by) {
        return database.sql("""
                        insert into payout_terms (provider, commission_basis_points, holdback_days, set_by, set_at)
                        select id, :commission, :holdback, :by, :now from offer_provider where id = :provider
                        """)
                .bind("commission", terms.commissionBasisPoints())
                .bind("holdback", terms.holdbackDays())
                .bind("by", by)
                .bind("now", clock.instant())
                .bind("provider", provider)
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    private DatabaseClient.GenericExecuteSpec select(String which) {
        return database.sql(SELECT + which)
                .bind("commission", usual.commissionBasisPoints())
                .bind("holdback", usual.holdbackDays());
    }
}
