package market.tessera.provider.importpictures;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.provider.catalogue.OfferingFeed.Proposal;
import market.tessera.provider.governance.ProposeImported;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.importpictures.PlacePicture.Left;
import market.tessera.provider.importpictures.PlacePicture.Placed;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.Provenance;
import market.tessera.provider.provider.Columns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

/** Brings a picture before the reviewers: with what the same person has proposed a moment ago and nobody has decided on, else as a proposal of its own. */
@Component
class ProposePicture {
    private static final TypeReference<Map<String, Provenance>> PROVENANCE = new TypeReference<>() {};
    private static final String BUSY = "somebody is writing on a draft of it; the picture was not proposed";

    private final DatabaseClient database;
    private final ProposeImported proposals;

    ProposePicture(DatabaseClient database, ProposeImported proposals) {
        this.database = database;
        this.proposals = proposals;
    }

    /** @param amended whether it is in the draft that waits already */
    private record Row(Proposal proposal, String externalId, boolean own, boolean changed, boolean amended) {
        UUID offering() {
            return proposal.offering();
        }

        boolean toBeProposed() {
            return changed && !amended;
        }
    }

    /** @param offerings locked */
    Mono<Placed> put(ImportJob job, List<UUID> offerings, String media) {
        var by = Objects.requireNonNull(job.requestedBy());
        return amend(offerings, media, by)
                .flatMap(rows -> proposals
                        .propose(
                                rows.stream()
                                        .filter(Row::toBeProposed)
                                        .map(Row::proposal)
                                        .toList(),
                                by,
                                "Import of " + job.source())
                        .map(taken -> placed(rows, taken)));
    }

    private Mono<List<Row>> amend(List<UUID> offerings, String media, UUID by) {
        return database.sql("""
                        with named as (
                          select o.id, o.external_id, coalesce(d.elements, v.elements) as elements,
                            coalesce(d.provenance, v.provenance) as provenance, s.placed, s.alt
                          from offering o join sourced_picture s on s.offering = o.id
                          left join offering_draft d on d.offering = o.id
                          left join offering_version v on v.offering = o.id and v.edition = o.edition
                          where o.id = any(:ids) and coalesce(d.elements, v.elements) is not null),
                        judged as (
                          select id, external_id, elements, provenance, elements #>> '{image,url}' as shown,
                            elements -> 'image' is not null and elements #>> '{image,url}' is distinct from placed as own,
                            jsonb_build_object('url', :media::text,
                              'alt', coalesce(alt, elements #>> '{image,alt}', elements ->> 'title')) as image
                          from named),
                        changed as (select * from judged where not own and elements -> 'image' is distinct from image),
                        amended as (
                          update offering_draft d set elements = d.elements || jsonb_build_object('image', c.image), revision = d.revision + 1
                          from changed c
                          where d.offering = c.id and d.state = 'in-review'
                            and not exists (select from draft_contribution w where w.subject = d.offering and w.actor <> :by)
                            and not exists (select from draft_approval a join draft_review r on r.subject = a.subject and r.round = a.round
                              where a.subject = d.offering)
                          returning d.offering)
                        select j.id, j.external_id, j.own and j.shown <> :media as own, c.id is not null as changed, a.offering is not null as amended,
                          j.elements || case when c.id is null then '{}' else jsonb_build_object('image', c.image) end as elements, j.provenance
                        from judged j left join changed c on c.id = j.id left join amended a on a.offering = j.id order by j.id
                        """)
                .bind("media", media)
                .bind("by", by)
                .bind("ids", offerings.toArray(UUID[]::new))
                .map(ProposePicture::row)
                .all()
                .collectList();
    }

    private static Row row(Readable row) {
        return new Row(
                new Proposal(
                        Columns.required(row, "id", UUID.class),
                        Columns.json(row, "elements", Elements.class),
                        Columns.json(row, "provenance", PROVENANCE)),
                Columns.required(row, "external_id", String.class),
                Columns.required(row, "own", Boolean.class),
                Columns.required(row, "changed", Boolean.class),
                Columns.required(row, "amended", Boolean.class));
    }

    private static Placed placed(List<Row> rows, Set<UUID> taken) {
        return new Placed(
                rows.stream()
                        .filter(row -> row.amended() || taken.contains(row.offering()))
                        .map(Row::offering)
                        .toList(),
                Stream.concat(
                                rows.stream()
                                        .filter(Row::own)
                                        .map(row -> new Left(row.externalId(), PublishPicture.OWN)),
                                rows.stream()
                                        .filter(row -> row.toBeProposed() && !taken.contains(row.offering()))
                                        .map(row -> new Left(row.externalId(), BUSY)))
                        .toList());
    }
}
