package market.tessera.provider.importpictures;

import java.util.List;
import java.util.UUID;
import market.tessera.provider.catalogue.OfferingLog;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.importpictures.PlacePicture.Left;
import market.tessera.provider.importpictures.PlacePicture.Placed;
import market.tessera.provider.provider.Columns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Publishes the next edition of offerings, which differs from the last one in the picture alone. A draft that is being written gets it as well. */
@Component
class PublishPicture {
    static final String OWN = "has a picture from elsewhere, which stays";

    private final DatabaseClient database;
    private final OfferingLog log;

    PublishPicture(DatabaseClient database, OfferingLog log) {
        this.database = database;
        this.log = log;
    }

    private record Row(UUID offering, String externalId, boolean own, boolean changed) {}

    /** @param offerings public, and locked */
    Mono<Placed> put(ImportJob job, List<UUID> offerings, String media) {
        return database.sql("""
                        with named as (
                          select o.id, o.external_id, o.edition, v.elements, v.provenance, v.completeness, v.comparable_in, v.image as shown,
                            v.image is not null and v.image is distinct from s.placed as own,
                            jsonb_build_object('url', :media::text,
                              'alt', coalesce(s.alt, v.elements #>> '{image,alt}', v.elements ->> 'title')) as image
                          from offering o join sourced_picture s on s.offering = o.id
                          join offering_version v on v.offering = o.id and v.edition = o.edition
                          where o.id = any(:ids)),
                        changed as (select * from named where not own and elements -> 'image' is distinct from image),
                        added as (
                          insert into offering_version (offering, edition, elements, provenance, completeness, comparable_in, published_by)
                          select id, edition + 1, elements || jsonb_build_object('image', image), provenance, completeness, comparable_in, :by
                          from changed returning offering, edition),
                        drafted as (
                          update offering_draft d set elements = d.elements || jsonb_build_object('image', c.image), revision = d.revision + 1
                          from changed c
                          where d.offering = c.id and d.state in ('idea', 'changes-requested')
                            and d.elements #>> '{image,url}' is not distinct from c.shown),
                        moved as (
                          update offering o set edition = a.edition, published_at = now() from added a where o.id = a.offering)
                        select n.id, n.external_id, n.own and n.shown <> :media as own, c.id is not null as changed
                        from named n left join changed c on c.id = n.id order by n.id
                        """)
                .bind("media", media)
                .bind("by", job.author())
                .bind("ids", offerings.toArray(UUID[]::new))
                .map(row -> new Row(
                        Columns.required(row, "id", UUID.class),
                        Columns.required(row, "external_id", String.class),
                        Columns.required(row, "own", Boolean.class),
                        Columns.required(row, "changed", Boolean.class)))
                .all()
                .collectList()
                .delayUntil(rows -> log.announce(changed(rows)))
                .map(rows -> new Placed(
                        changed(rows),
                        rows.stream()
                                .filter(Row::own)
                                .map(row -> new Left(row.externalId(), OWN))
                                .toList()));
    }

    private static List<UUID> changed(List<Row> rows) {
        return rows.stream().filter(Row::changed).map(Row::offering).toList();
    }
}
