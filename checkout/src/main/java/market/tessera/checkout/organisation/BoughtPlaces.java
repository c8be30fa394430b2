package market.tessera.checkout.organisation;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.order.PaidOrder;
import market.tessera.checkout.settlement.BulkPlaces;
import market.tessera.checkout.takeup.SeatCodes;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The places that organisations have bought. */
@Repository
class BoughtPlaces implements BulkPlaces {
    private final DatabaseClient database;
    private final Clock clock;

    BoughtPlaces(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Mono<Void> receive(PaidOrder order, UUID organisation) {
        return database.sql("""
                        insert into organisation_seat (line, organisation, intake, state)
                        select line, :organisation, intake, 'FREE' from unnest(:lines::uuid[], :intakes::uuid[]) as l (line, intake)
                        on conflict (line) do update set state = 'FREE', email = null, name = null, invitation = null
                          where organisation_seat.state = 'RETURNED'
                        """)
                .bind("organisation", organisation)
                .bind("lines", order.lines().stream().map(PaidOrder.Line::id).toArray(UUID[]::new))
                .bind(
                        "intakes",
                        order.lines().stream().map(PaidOrder.Line::intake).toArray(UUID[]::new))
                .then();
    }

    @Override
    public Flux<UUID> lock(Collection<UUID> lines) {
        return database.sql("""
                        with locked as (select line, state from organisation_seat where line = any(:lines) order by line for update)
                        select line from locked where state in ('FREE', 'INVITED')
                        """)
                .bind("lines", lines.toArray(UUID[]::new))
                .mapValue(UUID.class)
                .all();
    }

    @Override
    public Flux<UUID> giveBack(Collection<UUID> lines) {
        return giveBack(lines, "true");
    }

    @Override
    public Flux<UUID> giveUp(Collection<UUID> lines) {
        return giveBack(
                lines,
                "not exists (select from enrollment e where e.line = organisation_seat.line and e.state = 'COMPLETED')");
    }

    @Override
    public Flux<Holding> holdings(UUID order) {
        return database.sql("""
                        select s.line, s.state, s.email from order_line l join organisation_seat s on s.line = l.id where l.order_id = :order
                        """)
                .bind("order", order)
                .mapProperties(Holding.class)
                .all();
    }

    private Flux<UUID> giveBack(Collection<UUID> lines, String which) {
        return database.sql("""
                        with given as (
                          update organisation_seat set state = 'RETURNED', learner = null
                          where line = any(:lines) and state <> 'RETURNED' and %s returning old.state as before, new.intake)
                        select intake from given where before in ('FREE', 'INVITED')
                        """.formatted(which))
                .bind("lines", lines.toArray(UUID[]::new))
                .mapValue(UUID.class)
                .all();
    }

    /** Every place of an organisation; how far a learner has come is read only where the learner shares it. */
    Flux<BoughtPlace> of(UUID organisation) {
        return database.sql("""
                        select s.line, s.intake, l.title, l.provider_name, l.self_paced, l.starts, l.ends, s.state, s.email, s.name,
                          s.invited_at, s.taken_at, s.shared, case when s.shared then e.state end as progress,
                          case when s.shared then e.grade end as grade, coalesce(l.starts <= cast(:now as timestamptz)::date, false) as begun
                        from organisation_seat s join order_line l on l.id = s.line
                          left join enrollment e on e.line = s.line and e.learner = s.learner and e.state <> 'WITHDRAWN'
                        where s.organisation = :organisation
                        order by l.starts nulls first, l.title, s.intake, s.state = 'FREE', s.email, s.line limit 5000
                        """)
                .bind("organisation", organisation)
                .bind("now", clock.instant())
                .mapProperties(BoughtPlace.class)
                .all();
    }

    /** Those that no code keeps. */
    Mono<Long> free(UUID organisation, UUID intake) {
        return database.sql("select greatest(0, %s)::bigint".formatted(SeatCodes.UNPROMISED))
                .bind("organisation", organisation)
                .bind("intake", intake)
                .mapValue(Long.class)
                .one();
    }

    /** Those of these addresses that have a place in the intake, or are offered one. */
    Flux<String> known(UUID organisation, UUID intake, Collection<String> emails) {
        return database.sql("""
                        select email from organisation_seat where organisation = :organisation and intake = :intake
                          and state in ('INVITED', 'TAKEN') and email = any(:emails)
                        """)
                .bind("organisation", organisation)
                .bind("intake", intake)
                .bind("emails", emails.toArray(String[]::new))
                .mapValue(String.class)
                .all();
    }

    /** A free place that is offered to somebody, by the name of the mailed link. */
    record Invitation(UUID id, Addressee to) {}

    /** Offers each of them a free place; emits how many there were, which is fewer than invitations if somebody has taken one up meanwhile. */
    Mono<Long> invite(UUID organisation, UUID intake, List<Invitation> invitations) {
        return database.sql("""
                        with wanted as (
                          select * from unnest(:ids::uuid[], :emails::text[], :names::text[]) with ordinality as w (id, email, name, place)),
                        free as (
                          select line, row_number() over (order by line) as place from (
                            select line from organisation_seat
                            where organisation = :organisation and intake = :intake and state = 'FREE' order by line limit :most for update) f)
                        update organisation_seat s set state = 'INVITED', email = w.email, name = nullif(w.name, ''), invitation = w.id,
                          invited_at = :now, reminded_at = null
                        from free f join wanted w on w.place = f.place where s.line = f.line
                        """)
                .bind("ids", invitations.stream().map(Invitation::id).toArray(UUID[]::new))
                .bind(
                        "emails",
                        invitations.stream().map(one -> one.to().email()).toArray(String[]::new))
                .bind("names", invitations.stream().map(one -> one.to().name()).toArray(String[]::new))
                .bind("organisation", organisation)
                .bind("intake", intake)
                .bind("most", invitations.size())
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated();
    }
}
