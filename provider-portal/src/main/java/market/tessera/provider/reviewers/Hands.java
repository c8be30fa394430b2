package market.tessera.provider.reviewers;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.Members.Member;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who may decide on the steps that drafts wait for. */
@Repository
public class Hands {
    private final DatabaseClient database;
    private final Clock clock;

    Hands(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Everybody who may decide on the step that this draft waits for, whether or not they have; by name. Nobody for a draft that is not in review. */
    public Flux<Hand> of(UUID subject) {
        return database.sql("""
                        select s.id, s.name, a.last_day, d.id as deputy, d.name as deputy_name
                        from review_right r join staff s on s.id = r.holder
                        left join absence a on a.staff = r.holder and a.provider = r.provider and :today between a.first_day and a.last_day
                        left join review_hands(:today) h on h.subject = r.subject and h.holder = r.holder and h.hand <> r.holder
                        left join staff d on d.id = h.hand
                        where r.subject = :subject order by s.name, s.id
                        """)
                .bind("today", LocalDate.now(clock))
                .bind("subject", subject)
                .map(Hands::hand)
                .all();
    }

    /** Asks a colleague to decide on the step that this draft waits for; false for somebody who may not decide on it. */
    public Mono<Boolean> standIn(UUID subject, UUID staff) {
        return database.sql("""
                        insert into review_stand_in (subject, round, step, staff)
                        select w.subject, w.round, w.step, m.staff from open_review w join membership m on m.provider = w.provider
                        where w.subject = :subject and m.staff = :staff
                          and not exists (select from draft_contribution c where c.subject = w.subject and c.actor = m.staff)
                        limit 1 on conflict do nothing
                        """)
                .bind("subject", subject)
                .bind("staff", staff)
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    private static Hand hand(Readable row) {
        return new Hand(
                new Member(Columns.required(row, "id", UUID.class), Columns.required(row, "name", String.class)),
                row.get("last_day", LocalDate.class),
                deputy(row));
    }

    private static @Nullable Member deputy(Readable row) {
        var id = row.get("deputy", UUID.class);
        return id == null ? null : new Member(id, Columns.required(row, "deputy_name", String.class));
    }
}
