package market.tessera.provider.importpictures;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import market.tessera.platform.outbound.Downloads.State;
import market.tessera.provider.provider.Columns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Pictures that imports wait for, and what became of them. */
@Component
public class ImportPictures {
    private final DatabaseClient database;
    private final Clock clock;

    ImportPictures(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param attempts this one included */
    record Waiting(UUID id, UUID job, UUID provider, String address, int attempts) {}

    /**
     * What came from an address before, and is still kept.
     *
     * @param media its path
     */
    record Known(String media, State state, Instant askedAt) {}

    public Mono<PictureTally> tally(UUID job) {
        return database.sql("""
                        select count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'fetched') as fetched,
                          count(*) filter (where state = 'unchanged') as unchanged, count(*) filter (where state = 'failed') as failed
                        from import_picture where import = :job
                        """)
                .bind("job", job)
                .map(row -> new PictureTally(
                        Columns.required(row, "waiting", Long.class),
                        Columns.required(row, "fetched", Long.class),
                        Columns.required(row, "unchanged", Long.class),
                        Columns.required(row, "failed", Long.class)))
                .one();
    }

    /** Takes some that are due, for as long as {@code lease}: whoever ends in the middle of it leaves them to others after that. */
    Flux<Waiting> claim(int most, Duration lease) {
        return database.sql("""
                        update import_picture set due_at = :until, attempts = attempts + 1
                        where id in (
                          select id from import_picture where state = 'waiting' and due_at <= :now
                          order by due_at, id limit :most for update skip locked)
                        returning *
                        """)
                .bind("now", clock.instant())
                .bind("until", clock.instant().plus(lease))
                .bind("most", most)
                .map(row -> new Waiting(
                        Columns.required(row, "id", UUID.class),
                        Columns.required(row, "import", UUID.class),
                        Columns.required(row, "provider", UUID.class),
                        Columns.required(row, "address", String.class),
                        Columns.required(row, "attempts", Integer.class)))
                .all();
    }

    Mono<Known> known(UUID provider, String address) {
        return database.sql("""
                        select p.media, p.etag, p.last_modified, p.asked_at from import_picture p
                        where p.provider = :provider and md5(p.address) = md5(:address) and p.address = :address and p.media is not null
                          and exists (select from media m where m.provider = p.provider and m.sha256 = decode(substr(p.media, 8), 'hex'))
                        order by p.asked_at desc limit 1
                        """)
                .bind("provider", provider)
                .bind("address", address)
                .map(ImportPictures::read)
                .one();
    }

    private static Known read(Readable row) {
        return new Known(
                Columns.required(row, "media", String.class),
                new State(row.get("etag", String.class), row.get("last_modified", String.class)),
                Columns.required(row, "asked_at", Instant.class));
    }

    Mono<Void> fetched(Waiting picture, Known what) {
        return settle(picture, "fetched", what);
    }

    Mono<Void> unchanged(Waiting picture, Known what) {
        return settle(picture, "unchanged", what);
    }

    private Mono<Void> settle(Waiting picture, String state, Known what) {
        return database.sql("""
                        update import_picture set state = :state, media = :media, etag = :etag, last_modified = :modified, asked_at = :asked
                        where id = :id
                        """)
                .bind("id", picture.id())
                .bind("state", state)
                .bind("media", what.media())
                .bind("etag", Columns.orNull(what.state().etag(), String.class))
                .bind("modified", Columns.orNull(what.state().lastModified(), String.class))
                .bind("asked", what.askedAt())
                .then();
    }

    Mono<Void> later(Waiting picture, Duration pause) {
        return database.sql("update import_picture set due_at = :due where id = :id and state = 'waiting'")
                .bind("id", picture.id())
                .bind("due", clock.instant().plus(pause))
                .then();
    }

    /** With a line in the import's report for the offerings that name it, as many as can be read. */
    Mono<Void> failed(Waiting picture, String input, String reason) {
        return database.sql("""
                        with ended as (update import_picture set state = 'failed' where id = :id and state = 'waiting' returning import, provider, address)
                        insert into import_finding (import, kind, input, line, external_id, field, reason)
                        select e.import, 'noted', :input, 0, o.external_id, 'image', :reason
                        from ended e join import_job j on j.id = e.import
                        join sourced_picture s on md5(s.address) = md5(e.address) and s.address = e.address
                        join offering o on o.id = s.offering and o.source = j.source and o.provider = e.provider
                        order by o.external_id limit 50
                        """)
                .bind("id", picture.id())
                .bind("input", input)
                .bind("reason", reason)
                .then();
    }
}
