package market.tessera.provider.upkeep;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.schedule.Digests;
import market.tessera.provider.schedule.Digests.Notice;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells authors and administrators which published offerings are to be looked through again: a month before, and on the day; each once. */
@Service
class CycleNotices {
    static final int DAYS_AHEAD = 30;
    private static final int MOST_AT_ONCE = 500;

    private final DatabaseClient database;
    private final Digests digests;
    private final Clock clock;

    CycleNotices(DatabaseClient database, Digests digests, Clock clock) {
        this.database = database;
        this.digests = digests;
        this.clock = clock;
    }

    /** Of several instances, one claims each notice. */
    @Transactional
    public Mono<Void> tell() {
        return digests.send(claim(), "/portal/reviews");
    }

    private Flux<Notice> claim() {
        return database.sql("""
                        with told as (
                          insert into cycle_notice (offering, due, kind, at)
                          select c.offering, c.due, k.kind, :now from cycle c
                          cross join lateral (select case when c.due <= :today then 'DUE' else 'SOON' end as kind) k
                          where c.due <= :ahead and not exists (
                            select from cycle_notice n where n.offering = c.offering and n.due = c.due and n.kind = k.kind)
                          limit :most on conflict do nothing returning offering, kind)
                        select distinct lower(t.kind) as kind, s.email, t.offering, v.elements ->> 'title' as title
                        from told t join offering o on o.id = t.offering
                        join offering_version v on v.offering = o.id and v.edition = o.edition
                        join membership m on m.provider = o.provider and m.role in ('author', 'administrator')
                        join staff s on s.id = m.staff
                        order by s.email, title, t.offering
                        """)
                .bind("now", clock.instant())
                .bind("today", LocalDate.now(clock))
                .bind("ahead", LocalDate.now(clock).plusDays(DAYS_AHEAD))
                .bind("most", MOST_AT_ONCE)
                .map(CycleNotices::notice)
                .all();
    }

    private static Notice notice(Readable row) {
        return new Notice(
                "upkeep.letter." + Columns.required(row, "kind", String.class),
                Columns.required(row, "email", String.class),
                Columns.required(row, "title", String.class));
    }
}
