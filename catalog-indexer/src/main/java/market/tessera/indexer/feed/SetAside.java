package market.tessera.indexer.feed;

import static market.tessera.platform.database.Rows.required;

import java.util.List;
import market.tessera.platform.eventlog.LoggedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What could not be indexed, kept where people can see it, until a later event of the same subject can be. */
public final class SetAside {
    private static final Logger LOG = LoggerFactory.getLogger(SetAside.class);

    private final DatabaseClient database;

    SetAside(DatabaseClient database) {
        this.database = database;
    }

    /** An event whose effect is missing from the index, and why. */
    record Entry(LoggedEvent event, String reason) {}

    /** Notes that these failed, each once in the program's log, and that the others did not. */
    Mono<Void> note(List<Entry> failed, List<LoggedEvent> succeeded) {
        return Flux.fromIterable(failed).concatMap(this::add).then(remove(succeeded));
    }

    private Mono<Void> add(Entry entry) {
        return database.sql("""
                        insert into set_aside (subject, type, version, reason) values (:subject, :type, :version, :reason)
                        on conflict (subject) do update
                        set type = excluded.type, version = excluded.version, reason = excluded.reason, since = now()
                        where set_aside.version < excluded.version
                        """)
                .bind("subject", entry.event().subject())
                .bind("type", entry.event().type())
                .bind("version", entry.event().version())
                .bind("reason", entry.reason())
                .fetch()
                .rowsUpdated()
                .filter(added -> added > 0)
                .doOnNext(_ -> LOG.warn(
                        "Set aside: {} {} version {} cannot be indexed: {}",
                        entry.event().type(),
                        entry.event().subject(),
                        entry.event().version(),
                        entry.reason()))
                .then();
    }

    private Mono<Void> remove(List<LoggedEvent> succeeded) {
        if (succeeded.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        delete from set_aside using unnest(:subjects::text[], :versions::bigint[]) as done (subject, version)
                        where set_aside.subject = done.subject and set_aside.version <= done.version
                        """)
                .bind("subjects", succeeded.stream().map(LoggedEvent::subject).toArray(String[]::new))
                .bind("versions", succeeded.stream().map(LoggedEvent::version).toArray(Long[]::new))
                .then();
    }

    public Mono<Long> count() {
        return database.sql("select count(*) as number from set_aside")
                .map(row -> required(row, "number", Long.class))
                .one();
    }
}
