package market.tessera.provider.importpictures;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.importjobs.Finding;
import market.tessera.provider.importjobs.Findings;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.offering.RemoteImage;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which picture a source names for which of its offerings. */
@Component
public class SourcedPictures {
    private final DatabaseClient database;
    private final Findings findings;
    private final PictureProperties properties;
    private final Clock clock;

    SourcedPictures(DatabaseClient database, Findings findings, PictureProperties properties, Clock clock) {
        this.database = database;
        this.findings = findings;
        this.properties = properties;
        this.clock = clock;
    }

    /** @param image null where the source names none */
    public record Said(UUID offering, @Nullable RemoteImage image) {
        boolean names() {
            return image != null;
        }
    }

    /** Remembers what a source says of offerings that are there. A picture that it no longer names stays where it is. */
    public Mono<Void> note(List<Said> said) {
        var named = said.stream().filter(Said::names).toList();
        return forget(said.stream().filter(one -> !one.names()).toList())
                .then(named.isEmpty() ? Mono.empty() : remember(named));
    }

    private Mono<Void> forget(List<Said> unnamed) {
        return unnamed.isEmpty()
                ? Mono.empty()
                : database.sql("delete from sourced_picture where offering = any(:ids)")
                        .bind("ids", unnamed.stream().map(Said::offering).toArray(UUID[]::new))
                        .then();
    }

    private Mono<Void> remember(List<Said> named) {
        return database.sql("""
                        insert into sourced_picture as s (offering, address, alt)
                        select g.offering, g.image ->> 'url', g.image ->> 'alt'
                        from json_to_recordset(:rows::json) as g (offering uuid, image json)
                        on conflict (offering) do update set address = excluded.address, alt = excluded.alt, dealt = null
                        where (s.address, s.alt) is distinct from (excluded.address, excluded.alt)
                        """)
                .bind("rows", CatalogueFormat.JSON.writeValueAsString(named))
                .then();
    }

    /**
     * Has the pictures brought that the file of an import names and that are not known yet, or were asked for long ago. Doing it again changes nothing.
     * To be called before the import forgets which records it has met.
     */
    public Mono<Void> bring(ImportJob job) {
        return database.sql("""
                        with wanted as (
                          select o.provider, s.address from sourced_picture s join offering o on o.id = s.offering
                          where o.source = :source
                            and exists (select from import_record r
                              where r.import = :job and r.kind = 'offerings' and r.external_id = o.external_id offset 0)
                            and (s.dealt is null or not exists (select from import_picture p
                              where p.provider = o.provider and md5(p.address) = md5(s.address) and p.media is not null and p.asked_at > :recently))
                          group by o.provider, s.address),
                        added as (
                          insert into import_picture (import, provider, address, due_at)
                          select :job, provider, address, :now from wanted order by address limit :most
                          on conflict do nothing)
                        select count(*) as wanted from wanted
                        """)
                .bind("source", job.source())
                .bind("job", job.id())
                .bind("now", clock.instant())
                .bind("recently", clock.instant().minus(properties.recheck()))
                .bind("most", properties.most())
                .map(row -> Columns.required(row, "wanted", Long.class))
                .one()
                .filter(wanted -> wanted > properties.most())
                .flatMap(wanted -> findings.add(job.id(), List.of(rest(job, wanted))));
    }

    private Finding rest(ImportJob job, long wanted) {
        return Finding.ofFile(
                job,
                null,
                "image",
                "names %d new pictures; %d are fetched now, the others when the file is sent again"
                        .formatted(wanted, properties.most()));
    }
}
