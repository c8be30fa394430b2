package market.tessera.provider.refund;

import java.util.List;
import java.util.UUID;
import market.tessera.platform.eventlog.EventHandler;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.platform.mail.Letters;
import market.tessera.provider.provider.Columns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes to an institution's finance staff, or to its administrators where it has none; once to each, however often it is told. What cannot be read
 * is set aside with a warning.
 */
@Service
class TellOfMoney implements EventHandler {
    private static final Logger LOG = LoggerFactory.getLogger(TellOfMoney.class);

    private final DatabaseClient database;
    private final Letters letters;

    TellOfMoney(DatabaseClient database, Letters letters) {
        this.database = database;
        this.letters = letters;
    }

    private record Reader(UUID id, String email) {}

    @Override
    public Mono<Void> handle(List<LoggedEvent> batch) {
        return Flux.fromIterable(batch).concatMap(this::tell).then();
    }

    private Mono<Void> tell(LoggedEvent event) {
        try {
            return tell(event, Notice.of(event));
        } catch (IllegalArgumentException unreadable) {
            LOG.warn("{} {} was set aside: {}", event.type(), event.subject(), unreadable.getMessage());
            return Mono.empty();
        }
    }

    private Mono<Void> tell(LoggedEvent event, Notice notice) {
        return readers(notice.institution())
                .concatMap(reader -> letters.sendOnce(
                        "money-%s-%d-%s".formatted(event.subject(), event.version(), reader.id()),
                        notice.topic(),
                        reader.email(),
                        Notice.READER,
                        "/checkout/desk/orders/" + notice.order(),
                        notice.values().toArray()))
                .then();
    }

    private Flux<Reader> readers(UUID institution) {
        return database.sql("""
                        select distinct s.id, s.email from membership m join staff s on s.id = m.staff
                        where m.provider = :provider and (m.role = 'finance' or (m.role = 'administrator'
                          and not exists (select from membership f where f.provider = m.provider and f.role = 'finance')))
                        order by s.email
                        """)
                .bind("provider", institution)
                .map(row -> new Reader(
                        Columns.required(row, "id", UUID.class), Columns.required(row, "email", String.class)))
                .all();
    }
}
