package market.tessera.provider.endorsement;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.platform.eventlog.EventHandler;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.platform.mail.Letters;
import market.tessera.provider.endorsement.Step.Notice;
import market.tessera.provider.provider.Columns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes to the administrators of both institutions; once to each, however often a step is told. What cannot be read is set aside with a warning. */
@Service
class TellOfEndorsements implements EventHandler {
    private static final Logger LOG = LoggerFactory.getLogger(TellOfEndorsements.class);

    private final DatabaseClient database;
    private final Letters letters;

    TellOfEndorsements(DatabaseClient database, Letters letters) {
        this.database = database;
        this.letters = letters;
    }

    private record Administrator(UUID id, String email) {}

    @Override
    public Mono<Void> handle(List<LoggedEvent> batch) {
        return Flux.fromIterable(batch).concatMap(this::tell).then();
    }

    private Mono<Void> tell(LoggedEvent event) {
        try {
            var step = Step.of(event.data());
            return Flux.fromIterable(step.notices())
                    .concatMap(notice -> tell(event, step, notice))
                    .then();
        } catch (IllegalArgumentException unreadable) {
            LOG.warn("{} {} was set aside: {}", event.type(), event.subject(), unreadable.getMessage());
            return Mono.empty();
        }
    }

    private Mono<Void> tell(LoggedEvent event, Step step, Notice notice) {
        return administrators(notice.to().id())
                .concatMap(administrator -> letters.sendOnce(
                        "endorsement-%s-%d-%s".formatted(event.subject(), event.version(), administrator.id()),
                        "endorsement.letter." + notice.key(),
                        administrator.email(),
                        Locale.ENGLISH,
                        "/checkout/connections/%s/endorsements"
                                .formatted(notice.to().id()),
                        step.title(),
                        notice.other().name(),
                        step.said(),
                        step.edition(),
                        notice.to().name()))
                .then();
    }

    private Flux<Administrator> administrators(UUID institution) {
        return database.sql("""
                        select distinct s.id, s.email from membership m join staff s on s.id = m.staff
                        where m.provider = :provider and m.role = 'administrator' order by s.email
                        """)
                .bind("provider", institution)
                .map(row -> new Administrator(
                        Columns.required(row, "id", UUID.class), Columns.required(row, "email", String.class)))
                .all();
    }
}
