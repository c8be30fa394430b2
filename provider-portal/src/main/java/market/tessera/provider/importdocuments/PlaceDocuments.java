package market.tessera.provider.importdocuments;

import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import market.tessera.provider.catalogue.OfferingFeed.Proposal;
import market.tessera.provider.catalogue.OfferingLog;
import market.tessera.provider.governance.ProposeImported;
import market.tessera.provider.importdocuments.FetchDocument.Fetched;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.offering.Attachment;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.Provenance;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

/**
 * Puts documents that came into their offering, all in one edition, or before the reviewers, as the import was. What was uploaded stays; what the source
 * named before under the same title is replaced. To be called within a transaction.
 */
@Component
class PlaceDocuments {
    static final String FULL = "“%s” does not fit: the offering has %d documents already";
    static final String BUSY = "somebody is writing on a draft of it; the documents were not proposed";

    private static final TypeReference<Map<String, Provenance>> PROVENANCE = new TypeReference<>() {};

    private final DatabaseClient database;
    private final ImportDocuments documents;
    private final OfferingLog log;
    private final ProposeImported proposals;

    PlaceDocuments(DatabaseClient database, ImportDocuments documents, OfferingLog log, ProposeImported proposals) {
        this.database = database;
        this.documents = documents;
        this.log = log;
        this.proposals = proposals;
    }

    /** @param amendable whether the draft is the same person's, waits for its reviewers, and nobody has decided on it */
    private record Target(UUID offering, Elements elements, Map<String, Provenance> provenance, boolean amendable) {}

    /** With what of it could not be placed, and why. */
    private record Merged(List<Attachment> all, List<Attachment> placed, List<String> left) {}

    /** What there is to say about those that could not be placed. */
    Mono<List<String>> place(ImportJob job, UUID offering, List<Fetched.Came> came) {
        return target(job, offering)
                .flatMap(target -> place(job, target, merged(target.elements().documents(), came)))
                .defaultIfEmpty(List.of());
    }

    private Mono<List<String>> place(ImportJob job, Target target, Merged merged) {
        if (merged.placed().isEmpty() || merged.all().equals(target.elements().documents())) {
            return remember(target.offering(), merged).thenReturn(merged.left());
        }
        var next = target.elements().with("documents", merged.all());
        return (job.propose() ? propose(job, target, next) : publish(job, target, merged))
                .flatMap(done -> done
                        ? remember(target.offering(), merged).thenReturn(merged.left())
                        : Mono.just(List.of(BUSY)));
    }

    private Mono<Void> remember(UUID offering, Merged merged) {
        return Flux.fromIterable(merged.placed())
                .concatMap(one -> documents.placed(offering, one.title(), one.url()))
                .then();
    }

    private static Merged merged(List<Attachment> there, List<Fetched.Came> came) {
        var all = new ArrayList<>(there);
        var placed = new ArrayList<Attachment>();
        var left = new ArrayList<String>();
        for (var one : came) {
            var attachment = one.attachment();
            var before = place(all, one.document().placed());
            if (before >= 0) {
                all.set(before, attachment);
                placed.add(attachment);
            } else if (place(all, attachment.url()) >= 0) {
                placed.add(attachment);
            } else if (all.size() < Attachment.MOST) {
                all.add(attachment);
                placed.add(attachment);
            } else {
                left.add(FULL.formatted(attachment.title(), all.size()));
            }
        }
        return new Merged(all, placed, left);
    }

    private static int place(List<Attachment> documents, @Nullable String url) {
        for (var at = 0; at < documents.size(); at++) {
            if (documents.get(at).url().equals(url)) {
                return at;
            }
        }
        return -1;
    }

    /** Locked, before anything is read of it. */
    private Mono<Target> target(ImportJob job, UUID offering) {
        return database.sql("select id from offering where id = :id and status = any(:statuses) for update")
                .bind("id", offering)
                .bind("statuses", job.propose() ? new String[] {"published", "draft"} : new String[] {"published"})
                .map(row -> Columns.required(row, "id", UUID.class))
                .one()
                .flatMap(id -> database.sql("""
                                select o.id, case when :propose then coalesce(d.elements, v.elements) else v.elements end as elements,
                                  case when :propose then coalesce(d.provenance, v.provenance) else v.provenance end as provenance,
                                  coalesce(d.state = 'in-review'
                                    and not exists (select from draft_contribution w where w.subject = o.id and w.actor <> :by)
                                    and not exists (select from draft_approval a join draft_review r on r.subject = a.subject and r.round = a.round
                                      where a.subject = o.id), false) as amendable
                                from offering o left join offering_draft d on d.offering = o.id
                                left join offering_version v on v.offering = o.id and v.edition = o.edition
                                where o.id = :id and (v.elements is not null or (:propose and d.elements is not null))
                                """)
                        .bind("propose", job.propose())
                        .bind("by", Objects.requireNonNullElse(job.requestedBy(), id))
                        .bind("id", id)
                        .map(PlaceDocuments::read)
                        .one());
    }

    private static Target read(Readable row) {
        return new Target(
                Columns.required(row, "id", UUID.class),
                Columns.json(row, "elements", Elements.class),
                Columns.json(row, "provenance", PROVENANCE),
                Columns.required(row, "amendable", Boolean.class));
    }

    /** As an edition of its own; a draft that is being written gets them as well. */
    private Mono<Boolean> publish(ImportJob job, Target target, Merged merged) {
        return database.sql("""
                        with added as (
                          insert into offering_version (offering, edition, elements, provenance, completeness, comparable_in, published_by)
                          select o.id, o.edition + 1, v.elements || jsonb_build_object('documents', :documents::jsonb),
                            v.provenance, v.completeness, v.comparable_in, :by
                          from offering o join offering_version v on v.offering = o.id and v.edition = o.edition where o.id = :id
                          returning offering, edition),
                        drafted as (
                          update offering_draft set elements = elements || jsonb_build_object('documents', :documents::jsonb), revision = revision + 1
                          where offering = :id and state in ('idea', 'changes-requested')
                            and coalesce(elements -> 'documents', '[]') = :before::jsonb)
                        update offering o set edition = a.edition, published_at = now() from added a where o.id = a.offering
                        """)
                .bind("documents", CatalogueFormat.JSON.writeValueAsString(merged.all()))
                .bind(
                        "before",
                        CatalogueFormat.JSON.writeValueAsString(
                                target.elements().documents()))
                .bind("by", job.author())
                .bind("id", target.offering())
                .then()
                .then(log.announce(List.of(target.offering())))
                .thenReturn(true);
    }

    private Mono<Boolean> propose(ImportJob job, Target target, Elements next) {
        if (target.amendable()) {
            return database.sql(
                            "update offering_draft set elements = :elements::jsonb, revision = revision + 1 where offering = :id")
                    .bind("elements", CatalogueFormat.JSON.writeValueAsString(next))
                    .bind("id", target.offering())
                    .then()
                    .thenReturn(true);
        }
        return proposals
                .propose(
                        List.of(new Proposal(target.offering(), next, target.provenance())),
                        Objects.requireNonNull(job.requestedBy()),
                        "Import of " + job.source())
                .map(taken -> taken.contains(target.offering()));
    }
}
