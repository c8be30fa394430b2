package market.tessera.platform.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import market.tessera.platform.MigratedDatabase;
import market.tessera.platform.eventlog.LogSnapshots.Census;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

class LogSnapshotsTests {
    private PostgresqlConnectionFactory connections;
    private EventLog log;
    private LogSnapshots snapshots;

    @BeforeEach
    void aLogInWhichTwoOfThreeThingsHaveChanged() {
        connections = MigratedDatabase.with("db/migration/platform/log");
        var database = DatabaseClient.create(connections);
        log = new EventLog(database, JsonMapper.shared(), "checkout");
        snapshots = new LogSnapshots(database, JsonMapper.shared());
        append(badge("b", 1), badge("a", 1), badge("b", 2), badge("a", 2), badge("c", 1), event("order.paid", "o", 1));
    }

    @Test
    void showsTheNewestEventOfEachSubjectAsked() {
        assertThat(names(snapshots
                        .latest("commerce", List.of("a", "c", "nobody"))
                        .collectList()
                        .block()))
                .containsExactly("a2", "c1");
    }

    @Test
    void pagesThroughAllSubjectsOfAKind() {
        var first = snapshots.page("commerce", "badge", "", 2).block();
        var second = snapshots.page("commerce", "badge", "b", 2).block();

        assertThat(names(first)).containsExactly("a2", "b2");
        assertThat(names(second)).containsExactly("c1");
    }

    @Test
    void doesNotShowWhatAnOlderTransactionCouldStillPrecede() {
        var older = Mono.from(connections.create()).block();
        Mono.from(older.createStatement("begin").execute()).block();
        Mono.from(older.createStatement("select pg_current_xact_id()").execute())
                .flatMap(r -> Mono.from(r.map((row, _) -> 1)))
                .block();
        var before = snapshots.end("commerce").block();
        append(badge("a", 3));

        assertThat(names(
                        snapshots.latest("commerce", List.of("a")).collectList().block()))
                .containsExactly("a2");
        assertThat(snapshots.end("commerce").block()).isEqualTo(before);
        Mono.from(older.close()).block();

        assertThat(names(
                        snapshots.latest("commerce", List.of("a")).collectList().block()))
                .containsExactly("a3");
    }

    @Test
    void countsAndSumsWhatTheLogKnewAtAPosition() {
        var then = snapshots.end("commerce").block();
        append(badge("a", 3), badge("d", 1));

        assertThat(snapshots.census("commerce", "badge", then, List.of()).block())
                .isEqualTo(new Census(3, checksum("a:2", "b:2", "c:1")));
        assertThat(snapshots.census("commerce", "badge", then, List.of("b")).block())
                .isEqualTo(new Census(2, checksum("a:2", "c:1")));
    }

    @Test
    void tellsHowFarAReaderIsBehind() {
        var end = snapshots.end("commerce").block();

        assertThat(snapshots.behind("commerce", Position.START).block()).isEqualTo(6);
        assertThat(snapshots.behind("commerce", end).block()).isZero();
    }

    private void append(Event... events) {
        log.append(List.of(events)).block();
    }

    private static Event badge(String subject, long version) {
        return event("badge.issued", subject, version);
    }

    private static Event event(String type, String subject, long version) {
        return new Event(type, subject, version, Map.of("name", subject));
    }

    private static List<String> names(List<LoggedEvent> events) {
        return events.stream().map(event -> event.subject() + event.version()).toList();
    }

    private static long checksum(String... entries) {
        return Stream.of(entries)
                .mapToLong(entry -> {
                    var crc = new CRC32();
                    crc.update(entry.getBytes(StandardCharsets.UTF_8));
                    return crc.getValue();
                })
                .sum();
    }
}
