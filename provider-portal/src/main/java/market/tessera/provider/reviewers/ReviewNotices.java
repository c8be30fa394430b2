package market.tessera.provider.reviewers;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.schedule.Digests;
import market.tessera.provider.schedule.Digests.Notice;
import org.springframework.context.MessageSource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells people by mail what waits for them: reviewers when a step begins, a day before it is due and when it is overdue; administrators when it is
 * overdue, and when nobody can give it. Each is told once; what comes together is one letter.
 */
@Service
class ReviewNotices {
    private static final int MOST_AT_ONCE = 500;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    private final DatabaseClient database;
    private final Digests digests;
    private final MessageSource messages;
    private final Clock clock;

    ReviewNotices(DatabaseClient database, Digests digests, MessageSource messages, Clock clock) {
        this.database = database;
        this.digests = digests;
        this.messages = messages;
        this.clock = clock;
    }

    /** Leaves the letters that are due; of several instances, one claims each notice. */
    @Transactional
    public Mono<Void> tell() {
        return digests.send(claim(), "/portal/reviews");
    }

    private Flux<Notice> claim() {
        return database.sql("""
                        with outstanding as (
                          select h.* from review_hands(:today) h where not exists (
                            select from draft_approval a where a.subject = h.subject and a.round = h.round and a.step = h.step
                              and (a.actor in (h.holder, h.hand) or h.holder = any(a.in_place_of)))),
                        told as (
                          insert into review_notice (subject, round, step, kind, at)
                          select w.subject, w.round, w.step, k.kind, :now
                          from open_review w cross join lateral (
                            select 'ASKED'
                            union all select 'SOON' where w.due_days > 1 and :now >= w.due - interval '1 day' and :now < w.due
                            union all select 'OVERDUE' where :now >= w.due
                            union all select 'NOBODY' where not exists (select from outstanding h where h.subject = w.subject)) k (kind)
                          where not exists (
                            select from review_notice n
                            where n.subject = w.subject and n.round = w.round and n.step = w.step and n.kind = k.kind)
                          limit :most on conflict do nothing returning subject, kind),
                        meant as (
                          select t.subject, h.hand as staff, t.kind as letter,
                            array_agg(s.name order by s.name) filter (where h.holder <> h.hand) as holders,
                            array_agg(a.last_day order by s.name) filter (where h.holder <> h.hand) as days,
                            bool_or(h.holder = h.hand) as own
                          from told t join outstanding h on h.subject = t.subject join staff s on s.id = h.holder
                          left join absence a on a.staff = h.holder and a.provider = h.provider
                          where t.kind <> 'NOBODY' group by t.subject, h.hand, t.kind
                          union
                          select t.subject, m.staff, t.kind || '-ADMINISTRATOR', null, null, true
                          from told t join open_review o on o.subject = t.subject
                          join membership m on m.provider = o.provider and m.role = 'administrator'
                          where t.kind in ('OVERDUE', 'NOBODY')
                            and not exists (select from outstanding h where h.subject = t.subject and h.hand = m.staff))
                        select lower(m.letter) as letter, s.email, w.title,
                          case when not m.own then m.holders end as holders, case when not m.own then m.days end as days
                        from meant m join staff s on s.id = m.staff join open_review w on w.subject = m.subject
                        order by s.email, w.title
                        """)
                .bind("today", LocalDate.now(clock))
                .bind("now", clock.instant())
                .bind("most", MOST_AT_ONCE)
                .map(this::notice)
                .all();
    }

    private Notice notice(Readable row) {
        var title = Columns.required(row, "title", String.class);
        var holders = row.get("holders", String[].class);
        var days = row.get("days", LocalDate[].class);
        return new Notice(
                "reviewers.letter." + Columns.required(row, "letter", String.class),
                Columns.required(row, "email", String.class),
                holders == null || days == null ? title : word("reviewers.letter.for", title, away(holders, days)));
    }

    /** A deputy reads for whom, and until when. */
    private String away(String[] holders, LocalDate[] days) {
        return IntStream.range(0, holders.length)
                .mapToObj(one -> word("reviewers.letter.away", holders[one], DAY.format(days[one])))
                .collect(Collectors.joining(", "));
    }

    private String word(String key, Object... values) {
        return messages.getMessage(key, values, Locale.ENGLISH);
    }
}
