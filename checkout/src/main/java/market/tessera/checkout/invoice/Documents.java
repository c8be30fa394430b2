package market.tessera.checkout.invoice;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.platform.money.Money;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Documents as they were issued. Who may see one is the caller's to know. */
@Repository
public class Documents {
    private static final String SELECT = """
            select d.id, d.kind, d.number, d.seller, d.order_id, i.number as invoice, d.issued_at, d.due_on, d.amount, d.currency,
              d.content::text as content
            from document d left join document i on i.id = d.invoice
            """;

    private static final int PART = 1_000;
    private static final UUID FIRST = new UUID(0, 0);

    private final DatabaseClient database;
    private final JsonMapper json;

    Documents(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** An order's documents, the oldest first. */
    public Flux<Document> of(UUID order) {
        return database.sql(SELECT + "where d.order_id = :order order by d.issued_at, d.number")
                .bind("order", order)
                .map(this::read)
                .all();
    }

    /** What was issued in a month of UTC, by seller and number. */
    Flux<Document> issued(DeskScope scope, YearMonth month, int most) {
        return database.sql(SELECT + """
                        where d.issued_at >= :from and d.issued_at < :to and (:everything or d.seller = any(:sellers))
                        order by d.seller, d.kind desc, d.position limit :most""")
                .bind("most", most)
                .bind("from", start(month))
                .bind("to", start(month.plusMonths(1)))
                .bind("everything", scope.everything())
                .bind("sellers", scope.providers().toArray(UUID[]::new))
                .map(this::read)
                .all();
    }

    /** All of them, however many, the oldest first: a part at a time, so that whoever reads them slowly keeps no connection of the database. */
    Flux<Document> all(DeskScope scope, YearMonth month) {
        return after(scope, month, start(month), FIRST)
                .expand(part -> part.size() < PART
                        ? Mono.empty()
                        : after(
                                scope,
                                month,
                                part.getLast().issuedAt(),
                                part.getLast().id()))
                .concatMapIterable(part -> part);
    }

    private Mono<List<Document>> after(DeskScope scope, YearMonth month, Instant at, UUID id) {
        return database.sql(SELECT + """
                        where (d.issued_at, d.id) > (:at, :id) and d.issued_at < :to and (:everything or d.seller = any(:sellers))
                        order by d.issued_at, d.id limit :most""")
                .bind("most", PART)
                .bind("at", at)
                .bind("id", id)
                .bind("to", start(month.plusMonths(1)))
                .bind("everything", scope.everything())
                .bind("sellers", scope.providers().toArray(UUID[]::new))
                .map(this::read)
                .all()
                .collectList();
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private Document read(Readable row) {
        return new Document(
                required(row, "id", UUID.class),
                Document.Kind.valueOf(required(row, "kind", String.class)),
                required(row, "number", String.class),
                required(row, "seller", UUID.class),
                required(row, "order_id", UUID.class),
                row.get("invoice", String.class),
                required(row, "issued_at", Instant.class),
                row.get("due_on", LocalDate.class),
                Money.of(required(row, "amount", Long.class), required(row, "currency", String.class)),
                json.readValue(required(row, "content", String.class), Document.Content.class));
    }
}
