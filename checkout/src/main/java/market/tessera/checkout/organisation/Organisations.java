package market.tessera.checkout.organisation;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import market.tessera.checkout.basket.Employers;
import market.tessera.checkout.organisation.Membership.Role;
import market.tessera.checkout.organisation.Organisations.Purchase.HandedOut;
import market.tessera.platform.identity.Person;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All organisations, and what they have bought. */
@Repository
class Organisations implements Employers {
    private final DatabaseClient database;
    private final Clock clock;

    Organisations(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * An order that was placed for an organisation.
     *
     * @param dueOn until when its invoice is to be paid; null where it is not on invoice, or no money is waited for
     * @param handedOut how far its places are; null while there are none to hand out
     * @param own whether it is the reader's own, who alone can open it; other managers open its documents
     */
    record Purchase(
            UUID id,
            String number,
            String status,
            String buyer,
            Money total,
            int places,
            @Nullable HandedOut handedOut,
            @Nullable LocalDate dueOn,
            boolean own,
            Instant createdAt) {
        /** How many of its places somebody has joined, is invited to, and nobody has. */
        record HandedOut(int joined, int invited, int free) {
            boolean isNone() {
                return joined + invited + free == 0;
            }
        }
    }

    @Override
    public Flux<Employer> of(UUID learner) {
        return memberships(learner).map(membership -> new Employer(membership.organisation(), membership.name()));
    }

    @Override
    public Mono<Boolean> isManagedBy(UUID organisation, UUID learner) {
        return membership(organisation, learner).map(Membership::isManager).defaultIfEmpty(false);
    }

    /** For which organisations a learner acts, by name. */
    Flux<Membership> memberships(UUID learner) {
        return database.sql("""
                        select o.id as organisation, m.learner, o.name, m.role
                        from organisation_member m join organisation o on o.id = m.organisation
                        where m.learner = :learner order by o.name, o.id
                        """)
                .bind("learner", learner)
                .mapProperties(Membership.class)
                .all();
    }

    /** Empty for whoever has nothing to do with it. */
    Mono<Membership> membership(UUID organisation, UUID learner) {
        return memberships(learner)
                .filter(membership -> membership.organisation().equals(organisation))
                .next();
    }

    /** The founder owns it. Empty if one of the founder's own has that name already; who presses twice founds one. */
    @Transactional
    public Mono<UUID> found(String name, Person founder) {
        return database.sql("select pg_advisory_xact_lock(hashtextextended('founding:' || :founder, 0))")
                .bind("founder", founder.id().toString())
                .fetch()
                .all()
                .then(owns(name, founder))
                .flatMap(known -> known ? Mono.<UUID>empty() : insert(name, founder));
    }

    private Mono<Boolean> owns(String name, Person founder) {
        return database.sql("""
                        select exists (select from organisation_member m join organisation o on o.id = m.organisation
                          where m.learner = :learner and m.role = 'OWNER' and lower(o.name) = lower(:name))
                        """)
                .bind("learner", founder.id())
                .bind("name", name)
                .mapValue(Boolean.class)
                .one();
    }

    private Mono<UUID> insert(String name, Person founder) {
        var id = UUID.randomUUID();
        return database.sql("insert into organisation (id, name, created_at) values (:id, :name, :now)")
                .bind("id", id)
                .bind("name", name)
                .bind("now", clock.instant())
                .then()
                .then(join(id, founder, Role.OWNER))
                .thenReturn(id);
    }

    /** Who acts for it already keeps their role. */
    Mono<Void> join(UUID organisation, Person person, Role role) {
        return database.sql("""
                        insert into organisation_member (organisation, learner, name, email, role, since)
                        values (:organisation, :learner, :name, :email, :role, :now) on conflict (organisation, learner) do nothing
                        """)
                .bind("organisation", organisation)
                .bind("learner", person.id())
                .bind("name", person.name())
                .bind("email", person.email())
                .bind("role", role.name())
                .bind("now", clock.instant())
                .then();
    }

    /** Places are handed out one request at a time, so that nobody gets two and none is given twice. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Mono<String> lock(UUID organisation) {
        return database.sql("select name from organisation where id = :id for update")
                .bind("id", organisation)
                .mapValue(String.class)
                .one();
    }

    /** The newest first. */
    Flux<Purchase> purchases(UUID organisation, UUID reader) {
        return database.sql("""
                        select o.id, o.number, case o.status when 'FULFILLED' then 'BOUGHT' else o.status end as status, o.name, o.amount, o.currency,
                          o.created_at, seats.*,
                          coalesce(o.learner = :reader, false) as own,
                          (select q.due_on from purchase_order q where q.order_id = o.id and q.state = 'WAITING') as due_on,
                          (select count(*)::int from order_line l where l.order_id = o.id) as places
                        from orders o cross join lateral (
                          select (count(*) filter (where s.state = 'TAKEN'))::int as joined, (count(*) filter (where s.state = 'INVITED'))::int as invited,
                            (count(*) filter (where s.state = 'FREE'))::int as free
                          from order_line l join organisation_seat s on s.line = l.id where l.order_id = o.id) seats
                        where o.organisation = :organisation order by o.created_at desc limit 100
                        """)
                .bind("organisation", organisation)
                .bind("reader", reader)
                .map(Organisations::purchase)
                .all();
    }

    private static Purchase purchase(Readable row) {
        return new Purchase(
                required(row, "id", UUID.class),
                required(row, "number", String.class),
                required(row, "status", String.class),
                required(row, "name", String.class),
                Money.of(required(row, "amount", Long.class), required(row, "currency", String.class)),
                required(row, "places", Integer.class),
                handedOut(row),
                row.get("due_on", LocalDate.class),
                required(row, "own", Boolean.class),
                required(row, "created_at", Instant.class));
    }

    private static @Nullable HandedOut handedOut(Readable row) {
        var handedOut = new HandedOut(
                required(row, "joined", Integer.class),
                required(row, "invited", Integer.class),
                required(row, "free", Integer.class));
        return handedOut.isNone() ? null : handedOut;
    }
}
