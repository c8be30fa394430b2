package market.tessera.storefront.change;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import market.tessera.storefront.change.Change.Kind;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** All changes that were told, in order. */
@Repository
class Changes {
    private static final String COLUMNS = "xid::text, id, offering, version, change, at";

    private final DatabaseClient database;

    Changes(DatabaseClient database) {
        this.database = database;
    }

    /** The last change told of each of these offerings, by offering. */
    Mono<Map<UUID, Change>> latest(Collection<UUID> offerings) {
        return database.sql("""
                        select distinct on (offering) %s from catalogue_change
                        where offering = any(:offerings) order by offering, version desc
                        """.formatted(COLUMNS))
                .bind("offerings", offerings.toArray(UUID[]::new))
                .map(Changes::change)
                .all()
                .collectMap(Change::offering, Function.identity());
    }

    /** All at once; what another instance has told already stays as it is. */
    Mono<Void> tell(List<Change> changes) {
        if (changes.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        insert into catalogue_change (xid, id, offering, version, change, at)
                        select xid::xid8, id, offering, version, change, at
                        from unnest(:xids::text[], :ids::bigint[], :offerings::uuid[], :versions::bigint[], :kinds::text[], :times::timestamptz[])
                          as told (xid, id, offering, version, change, at)
                        on conflict do nothing
                        """)
                .bind("xids", column(changes, change -> change.position().xid()).toArray(String[]::new))
                .bind("ids", column(changes, change -> change.position().id()).toArray(Long[]::new))
                .bind("offerings", column(changes, Change::offering).toArray(UUID[]::new))
                .bind("versions", column(changes, Change::version).toArray(Long[]::new))
                .bind("kinds", column(changes, Changes::code).toArray(String[]::new))
                .bind("times", column(changes, Change::at).toArray(Instant[]::new))
                .then();
    }

    Mono<List<Change>> after(Position since, int limit) {
        return at("""
                        select %s from catalogue_change where (xid, id) > (:xid::xid8, :id)
                        order by catalogue_change.xid, id limit %d
                        """.formatted(COLUMNS, limit), since)
                .map(Changes::change)
                .all()
                .collectList();
    }

    /** Whether a change was told at this place; the start counts. */
    Mono<Boolean> knows(Position position) {
        return position.equals(Position.START)
                ? Mono.just(true)
                : at("select true from catalogue_change where xid = :xid::xid8 and id = :id", position)
                        .mapValue(Boolean.class)
                        .one()
                        .defaultIfEmpty(false);
    }

    /** The place of the last change; the start if there is none. */
    Mono<Position> end() {
        return database.sql(
                        "select xid::text, id from catalogue_change order by catalogue_change.xid desc, id desc limit 1")
                .map(Changes::position)
                .one()
                .defaultIfEmpty(Position.START);
    }

    private DatabaseClient.GenericExecuteSpec at(String sql, Position position) {
        return database.sql(sql).bind("xid", position.xid()).bind("id", position.id());
    }

    private static <T> Stream<T> column(List<Change> changes, Function<Change, T> value) {
        return changes.stream().map(value);
    }

    private static String code(Change change) {
        return change.kind().name().toLowerCase(Locale.ROOT);
    }

    private static Change change(Readable row) {
        return new Change(
                position(row),
                required(row, "offering", UUID.class),
                required(row, "version", Long.class),
                Kind.valueOf(required(row, "change", String.class).toUpperCase(Locale.ROOT)),
                required(row, "at", Instant.class));
    }

    private static Position position(Readable row) {
        return new Position(required(row, "xid", String.class), required(row, "id", Long.class));
    }
}
