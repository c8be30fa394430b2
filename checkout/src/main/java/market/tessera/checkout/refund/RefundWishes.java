package market.tessera.checkout.refund;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Buyers who ask an institution for money back past its terms, and its answers. */
@Repository
public class RefundWishes {
    private static final int MOST_OF_A_LINE = 3;

    private final DatabaseClient database;
    private final Clock clock;

    RefundWishes(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** How it was answered. */
    public enum State {
        OPEN,
        DECLINED,
        GRANTED
    }

    /**
     * One of them.
     *
     * @param answer the institution's words; null unless it has declined
     */
    public record Wish(
            UUID id,
            UUID line,
            String words,
            Instant wishedAt,
            State state,
            @Nullable String answer) {
        public boolean isOpen() {
            return state == State.OPEN;
        }
    }

    /** One that was just made. */
    record Wished(UUID id, UUID line) {}

    /** Of lines that money is left of, that nobody has asked back already, and not time and again. Emits those. */
    Flux<Wished> wish(UUID order, Set<UUID> lines, String words) {
        return database.sql("""
                        insert into refund_wish (id, order_id, line, words, wished_at, state)
                        select gen_random_uuid(), l.order_id, l.id, :words, :now, 'OPEN'
                        from order_line l join orders o on o.id = l.order_id
                        where l.order_id = :order and l.id = any(:lines) and l.returned_at is null and l.refunded_amount < l.price_amount
                          and o.status in ('PAID', 'FULFILLED') and (select count(*) from refund_wish w where w.line = l.id) < :most
                        order by l.id
                        on conflict do nothing returning id, line
                        """)
                .bind("words", words)
                .bind("now", clock.instant())
                .bind("order", order)
                .bind("lines", lines.toArray(UUID[]::new))
                .bind("most", MOST_OF_A_LINE)
                .mapProperties(Wished.class)
                .all();
    }

    /** The oldest first. */
    public Flux<Wish> of(UUID order) {
        return database.sql("select * from refund_wish where order_id = :order order by wished_at, id")
                .bind("order", order)
                .map(RefundWishes::read)
                .all();
    }

    /** Emits its line; nothing if it was answered before, or is not of these lines. Joins the caller's transaction. */
    Mono<UUID> decline(UUID id, Collection<UUID> lines, String answer, String by) {
        return database.sql("""
                        update refund_wish set state = 'DECLINED', answer = :answer, answered_by = :by, answered_at = :now
                        where id = :id and line = any(:lines) and state = 'OPEN' returning line
                        """)
                .bind("answer", answer)
                .bind("by", by)
                .bind("now", clock.instant())
                .bind("id", id)
                .bind("lines", lines.toArray(UUID[]::new))
                .mapValue(UUID.class)
                .one();
    }

    private static Wish read(Readable row) {
        return new Wish(
                required(row, "id", UUID.class),
                required(row, "line", UUID.class),
                required(row, "words", String.class),
                required(row, "wished_at", Instant.class),
                State.valueOf(required(row, "state", String.class)),
                row.get("answer", String.class));
    }
}
