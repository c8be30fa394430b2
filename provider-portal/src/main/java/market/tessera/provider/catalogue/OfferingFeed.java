package market.tessera.provider.catalogue;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import market.tessera.provider.disclosure.Disclosable.Facts;
import market.tessera.provider.disclosure.DisclosureProfiles;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.Provenance;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Change;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.provider.Slugs;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Brings offerings up to what a source says of them, a batch at a time. To be called within a transaction. Other elements make a new edition;
 * other intakes only are told to the log; what is the same costs a lookup.
 */
@Component
public class OfferingFeed {
    private final DatabaseClient database;
    private final DisclosureProfiles profiles;
    private final IntakeFeed intakes;
    private final OfferingLog log;
    private final Slugs slugs;

    OfferingFeed(
            DatabaseClient database, DisclosureProfiles profiles, IntakeFeed intakes, OfferingLog log, Slugs slugs) {
        this.database = database;
        this.profiles = profiles;
        this.intakes = intakes;
        this.log = log;
        this.slugs = slugs;
    }

    /**
     * What changed, in the order of the records, whose external ids have to differ.
     *
     * @param publishedBy who is answerable for the new editions
     */
    public Mono<List<Change>> apply(String source, String publishedBy, List<SourcedOffering> records) {
        return known(source, records.stream().map(SourcedOffering::externalId).toList())
                .collectMap(Known::externalId)
                .flatMap(known -> {
                    var entries = records.stream()
                            .map(record -> Entry.of(record, known.get(record.externalId())))
                            .toList();
                    return write(source, publishedBy, entries)
                            .thenReturn(entries.stream().map(Entry::change).toList());
                });
    }

    /**
     * What {@link #apply} would come to; changes nothing.
     *
     * @param digests of what the source says, by external id
     */
    public Mono<List<Change>> compare(String source, Map<String, String> digests) {
        return known(source, digests.keySet())
                .collectMap(Known::externalId)
                .map(known -> digests.entrySet().stream()
                        .map(entry -> Entry.change(entry.getValue(), known.get(entry.getKey())))
                        .toList());
    }

    /** Ends the public life of offerings; they keep all their data. */
    public Mono<Void> withdraw(List<UUID> offerings) {
        return database.sql("""
                        with ending as materialized (
                          select id from offering where id = any(:ids) and status = 'published' order by id for update)
                        update offering o set status = 'withdrawn' from ending where o.id = ending.id
                        """)
                .bind("ids", offerings.toArray(UUID[]::new))
                .then()
                .then(log.announce(offerings));
    }

    /** What a source says of an offering that is there already, or has been added a moment ago. */
    public record Proposal(UUID offering, Elements elements, Map<String, Provenance> provenance) {}

    /** What became of records that were to be proposed. */
    public record Proposed(List<Change> changes, Set<String> refused) {}

    /**
     * As {@link #apply}, but what is new is not published: it is handed to {@code proposing}, which answers with the offerings that it took.
     * What it did not take is as if the source had not said it.
     */
    public Mono<Proposed> propose(
            String source, List<SourcedOffering> records, Function<List<Proposal>, Mono<Set<UUID>>> proposing) {
        return known(source, records.stream().map(SourcedOffering::externalId).toList())
                .collectMap(Known::externalId)
                .flatMap(known -> {
                    var entries = records.stream()
                            .map(record -> Entry.of(record, known.get(record.externalId())))
                            .toList();
                    var touched = entries.stream()
                            .filter(entry -> entry.change() != Change.UNCHANGED)
                            .toList();
                    return insert(source, created(touched))
                            .then(Mono.defer(() -> proposing.apply(proposals(touched))))
                            .delayUntil(taken -> settle(touched.stream()
                                    .filter(entry -> taken.contains(entry.id()))
                                    .toList()))
                            .map(taken -> proposed(entries, taken));
                });
    }

    private static List<Proposal> proposals(List<Entry> touched) {
        return touched.stream()
                .map(entry -> new Proposal(
                        entry.id(),
                        entry.record().elements().withoutFiles(),
                        entry.record().provenance()))
                .toList();
    }

    private static Proposed proposed(List<Entry> entries, Set<UUID> taken) {
        var refused = entries.stream()
                .filter(entry -> entry.change() != Change.UNCHANGED && !taken.contains(entry.id()))
                .map(entry -> entry.record().externalId())
                .collect(Collectors.toSet());
        return new Proposed(
                entries.stream()
                        .map(entry -> refused.contains(entry.record().externalId()) ? Change.UNCHANGED : entry.change())
                        .toList(),
                refused);
    }

    /** Intakes are not reviewed: they move while a version stands. */
    private Mono<Void> settle(List<Entry> taken) {
        if (taken.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        update offering o set digest = decode(g.digest, 'hex')
                        from unnest(:ids, :digests) as g (id, digest) where o.id = g.id
                        """)
                .bind("ids", taken.stream().map(Entry::id).toArray(UUID[]::new))
                .bind(
                        "digests",
                        taken.stream().map(entry -> entry.record().digest()).toArray(String[]::new))
                .then()
                .then(Mono.defer(() -> intakes.replace(terms(taken))))
                .then(Mono.defer(
                        () -> log.announce(taken.stream().map(Entry::id).toList())));
    }

    private static List<Entry> created(List<Entry> touched) {
        return touched.stream()
                .filter(entry -> entry.change() == Change.CREATED)
                .toList();
    }

    private Flux<Known> known(String source, Collection<String> externalIds) {
        return database.sql("""
                        select id, external_id, encode(digest, 'hex') as digest,
                          status = 'published' or (status = 'draft' and digest is not null) as settled
                        from offering where source = :source and external_id = any(:ids) order by id for update
                        """)
                .bind("source", source)
                .bind("ids", externalIds.toArray(String[]::new))
                .map(row -> new Known(
                        Columns.required(row, "id", UUID.class),
                        Columns.required(row, "external_id", String.class),
                        Columns.required(row, "settled", Boolean.class),
                        row.get("digest", String.class)))
                .all();
    }

    private Mono<Void> write(String source, String publishedBy, List<Entry> entries) {
        var touched = entries.stream()
                .filter(entry -> entry.change() != Change.UNCHANGED)
                .toList();
        if (touched.isEmpty()) {
            return Mono.empty();
        }
        return insert(source, created(touched))
                .then(Mono.defer(() -> publish(publishedBy, touched)))
                .then(Mono.defer(() -> intakes.replace(terms(touched))))
                .then(Mono.defer(
                        () -> log.announce(touched.stream().map(Entry::id).toList())));
    }

    private Mono<Void> insert(String source, List<Entry> created) {
        if (created.isEmpty()) {
            return Mono.empty();
        }
        return slugs.choose("offering", created.stream().map(OfferingFeed::wish).toList())
                .flatMap(names -> database.sql("""
                                insert into offering (id, provider, slug, source, external_id)
                                select id, provider, slug, :source, external_id
                                from unnest(:ids, :providers, :slugs, :externalIds) as given (id, provider, slug, external_id)
                                """)
                        .bind("source", source)
                        .bind("ids", created.stream().map(Entry::id).toArray(UUID[]::new))
                        .bind(
                                "providers",
                                created.stream()
                                        .map(entry -> entry.record().provider().id())
                                        .toArray(UUID[]::new))
                        .bind("slugs", names.toArray(String[]::new))
                        .bind(
                                "externalIds",
                                created.stream()
                                        .map(entry -> entry.record().externalId())
                                        .toArray(String[]::new))
                        .then());
    }

    /** Files that were uploaded for an offering stay with the provider who keeps them, should another one offer it from now on. */
    private Mono<Void> publish(String publishedBy, List<Entry> touched) {
        var rows = touched.stream().map(this::row).toList();
        return database.sql("""
                        with given as (
                          select g.id, g.provider, g.digest, g.provenance, g.completeness, g.comparable,
                            g.elements || case when o.provider = g.provider then files_of(v.elements) else '{}' end as elements
                          from json_to_recordset(:rows::json) as g (
                            id uuid, provider uuid, digest text, elements jsonb, provenance jsonb, completeness numeric, comparable text[])
                          join offering o on o.id = g.id
                          left join offering_version v on v.offering = o.id and v.edition = o.edition),
                        added as (
                          insert into offering_version
                            (offering, edition, elements, provenance, completeness, comparable_in, published_by)
                          select o.id, coalesce(o.edition, 0) + 1, g.elements, g.provenance, g.completeness, g.comparable, :by
                          from given g join offering o on o.id = g.id
                          left join offering_version v on v.offering = o.id and v.edition = o.edition
                          where v.offering is null or v.elements <> g.elements or v.provenance <> g.provenance
                          returning offering, edition),
                        bereft as (
                          update offering_draft d set elements = d.elements - 'image' - 'documents', revision = d.revision + 1
                          from given g join offering o on o.id = g.id
                          where d.offering = o.id and o.provider <> g.provider
                            and (d.elements -> 'image' is not null or d.elements -> 'documents' is not null))
                        update offering o set
                          status = 'published', provider = g.provider, digest = decode(g.digest, 'hex'),
                          edition = coalesce(a.edition, o.edition),
                          published_at = case when a.edition is null and o.status = 'published' then o.published_at else now() end
                        from given g left join added a on a.offering = g.id
                        where o.id = g.id
                        """)
                .bind("rows", CatalogueFormat.JSON.writeValueAsString(rows))
                .bind("by", publishedBy)
                .then();
    }

    private Row row(Entry entry) {
        var record = entry.record();
        var provider = record.provider().profile();
        var completeness = profiles.measure(
                new Facts(record.elements(), record.intakes(), provider.country(), provider.refund() != null));
        return new Row(
                entry.id(),
                record.provider().id(),
                record.digest(),
                record.elements().withoutFiles(),
                record.provenance(),
                completeness.share(),
                completeness.comparableIn());
    }

    private static Slugs.Wish wish(Entry entry) {
        var record = entry.record();
        return Slugs.Wish.of(
                Slugs.join(
                        Slugs.from(record.elements().title()), record.provider().slug()),
                record.externalId());
    }

    private static List<IntakeFeed.Entry> terms(List<Entry> touched) {
        return touched.stream()
                .map(entry -> new IntakeFeed.Entry(entry.id(), entry.record().intakes()))
                .toList();
    }

    /** @param settled whether it is public as the source said, or waits to be: as a draft that came from there */
    private record Known(
            UUID id,
            String externalId,
            boolean settled,
            @Nullable String digest) {}

    private record Row(
            UUID id,
            UUID provider,
            String digest,
            Elements elements,
            Map<String, Provenance> provenance,
            BigDecimal completeness,
            List<String> comparable) {}

    private record Entry(SourcedOffering record, UUID id, Change change) {
        static Entry of(SourcedOffering record, @Nullable Known known) {
            return new Entry(record, known == null ? UUID.randomUUID() : known.id(), change(record.digest(), known));
        }

        static Change change(String digest, @Nullable Known known) {
            if (known == null) {
                return Change.CREATED;
            }
            return known.settled() && digest.equals(known.digest()) ? Change.UNCHANGED : Change.UPDATED;
        }
    }
}
