package market.tessera.provider.importdocuments;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import market.tessera.provider.importjobs.Finding;
import market.tessera.provider.importjobs.Findings;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.offering.Attachment;
import market.tessera.provider.offering.RemoteDocument;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Columns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which documents a source names for which of its offerings. */
@Component
public class SourcedDocuments {
    private final DatabaseClient database;
    private final Findings findings;
    private final DocumentProperties properties;
    private final Clock clock;

    SourcedDocuments(DatabaseClient database, Findings findings, DocumentProperties properties, Clock clock) {
        this.database = database;
        this.findings = findings;
        this.properties = properties;
        this.clock = clock;
    }

    /** @param language of the offering, for documents of which none is said */
    public record Said(UUID offering, List<RemoteDocument> documents, String language) {}

    private record Row(UUID offering, int place, String address, String title, String type, String language) {}

    /** Remembers what a source says of offerings that are there. A document that it no longer names stays where it is, and is asked for no more. */
    public Mono<Void> note(List<Said> said) {
        if (said.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        with given as (
                          select * from json_to_recordset(:rows::json)
                            as g (offering uuid, place int, address text, title text, type text, language text)),
                        unnamed as (
                          delete from sourced_document s where s.offering = any(:ids)
                            and not exists (select from given g where g.offering = s.offering and g.title = s.title))
                        insert into sourced_document as s (offering, title, place, address, type, language)
                        select offering, title, place, address, type, language from given
                        on conflict (offering, title) do update set place = excluded.place, address = excluded.address, type = excluded.type,
                          language = excluded.language, asked_at = null, etag = null, last_modified = null
                        where (s.address, s.type, s.language) is distinct from (excluded.address, excluded.type, excluded.language)
                        """)
                .bind("rows", CatalogueFormat.JSON.writeValueAsString(rows(said)))
                .bind("ids", said.stream().map(Said::offering).toArray(UUID[]::new))
                .then();
    }

    /** Of several of one title, the first. */
    private static List<Row> rows(List<Said> said) {
        var rows = new ArrayList<Row>();
        for (var one : said) {
            var titles = new ArrayList<String>();
            for (var document : one.documents()) {
                if (!titles.contains(document.title())) {
                    titles.add(document.title());
                    rows.add(row(one, titles.size(), document));
                }
            }
        }
        return rows;
    }

    private static Row row(Said said, int place, RemoteDocument document) {
        return new Row(
                said.offering(),
                place,
                document.url(),
                document.title(),
                Objects.requireNonNullElse(document.type(), Attachment.Type.OTHER)
                        .key(),
                Objects.requireNonNullElse(document.language(), said.language()));
    }

    /** Has the documents brought of offerings that an import has met, where some are not known yet, or were asked for long ago. */
    public Mono<Void> bring(ImportJob job) {
        return database.sql("""
                        with wanted as (
                          select o.id, o.provider from offering o
                          where o.source = :source
                            and exists (select from import_record r
                              where r.import = :job and r.kind = 'offerings' and r.external_id = o.external_id offset 0)
                            and exists (select from sourced_document s where s.offering = o.id and (s.asked_at is null or s.asked_at <= :recently))),
                        added as (
                          insert into import_document (import, offering, provider, due_at)
                          select :job, id, provider, :now from wanted order by id limit :most
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
                "documents",
                "names new documents of %d offerings; those of %d are fetched now, the others when the file is sent again"
                        .formatted(wanted, properties.most()));
    }
}
