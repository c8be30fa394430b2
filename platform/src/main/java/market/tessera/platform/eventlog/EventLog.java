package market.tessera.platform.eventlog;

import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Appends to this application's own log, in the transaction that makes the change: both happen or neither. */
public final class EventLog {
    private final DatabaseClient database;
    private final JsonMapper json;
    private final String source;

    EventLog(DatabaseClient database, JsonMapper json, String application) {
        this.database = database;
        this.json = json;
        this.source = "/" + application;
    }

    public Mono<Void> append(Event event) {
        return append(List.of(event));
    }

    /** All in one statement, in the list's order. */
    public Mono<Void> append(List<Event> events) {
        if (events.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        insert into event_log (source, type, subject, version, data)
                        select :source, type, subject, version, data::jsonb
                        from unnest(:types::text[], :subjects::text[], :versions::bigint[], :data::text[])
                          with ordinality as e (type, subject, version, data, place)
                        order by place
                        """)
                .bind("source", source)
                .bind("types", events.stream().map(Event::type).toArray(String[]::new))
                .bind("subjects", events.stream().map(Event::subject).toArray(String[]::new))
                .bind("versions", events.stream().map(Event::version).toArray(Long[]::new))
                .bind(
                        "data",
                        events.stream()
                                .map(event -> json.writeValueAsString(event.data()))
                                .toArray(String[]::new))
                .then();
    }

    /**
     * Appends what the database itself makes of what it has, so that a large snapshot is not fetched only to be sent back.
     *
     * @param with the {@code with} clause of a statement; what it calls {@code told} has the columns {@code type}, {@code subject} (text),
     *     {@code version} and {@code data} (jsonb)
     * @param values binds its parameters
     */
    public Mono<Void> append(String with, UnaryOperator<GenericExecuteSpec> values) {
        return values.apply(database.sql(with + """
                        insert into event_log (source, type, subject, version, data)
                        select :eventSource, type, subject, version, data from told
                        """).bind("eventSource", source))
                .then();
    }
}
