package market.tessera.provider.pathwayedition;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import market.tessera.provider.pathwayedition.PathwayEditions.Next;
import market.tessera.provider.provider.Change;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.provider.Slugs;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Brings pathways up to what a source says of them. To be called within a transaction, when the source's offerings are there. */
@Component
public class PathwayFeed {
    private final DatabaseClient database;
    private final PathwayEditions editions;
    private final Slugs slugs;

    PathwayFeed(DatabaseClient database, PathwayEditions editions, Slugs slugs) {
        this.database = database;
        this.editions = editions;
        this.slugs = slugs;
    }

    /** What changed, in the order of the records, whose external ids have to differ. */
    public Mono<List<Change>> apply(String source, List<SourcedPathway> records) {
        return stored(source, records.stream().map(SourcedPathway::externalId).toList())
                .collectMap(Known::externalId)
                .flatMap(known -> {
                    var entries = records.stream()
                            .map(record -> Entry.of(record, known.get(record.externalId())))
                            .toList();
                    return write(source, entries)
                            .thenReturn(entries.stream().map(Entry::change).toList());
                });
    }

    /**
     * What {@link #apply} would come to; changes nothing.
     *
     * @param digests of what the source says, by external id
     */
    public Mono<List<Change>> compare(String source, Map<String, String> digests) {
        return stored(source, digests.keySet())
                .collectMap(Known::externalId)
                .map(known -> digests.entrySet().stream()
                        .map(entry -> Entry.change(entry.getValue(), known.get(entry.getKey())))
                        .toList());
    }

    /** Those of a source's offerings that are there. */
    public Mono<Set<String>> known(String source, Set<String> offerings) {
        return database.sql("select external_id from offering where source = :source and external_id = any(:ids)")
                .bind("source", source)
                .bind("ids", offerings.toArray(String[]::new))
                .map(row -> Columns.required(row, "external_id", String.class))
                .all()
                .collect(Collectors.toSet());
    }

    /**
     * Nobody else changes these pathways, nor which of the providers' pathways contains which, until the transaction ends. In the order in which who
     * writes on a pathway locks: first the pathway, then what contains what.
     */
    public Mono<Void> lock(String source, Collection<String> externalIds, Collection<UUID> providers) {
        return stored(source, externalIds)
                .thenMany(Flux.fromStream(providers.stream().distinct().sorted()))
                .concatMap(provider -> database.sql("select lock_pathway_links(:provider)")
                        .bind("provider", provider)
                        .then())
                .then();
    }

    /** Ends the public life of pathways. */
    public Mono<Void> withdraw(List<UUID> pathways) {
        return editions.withdraw(pathways);
    }

    private Flux<Known> stored(String source, Collection<String> externalIds) {
        return database.sql("""
                        select id, slug, external_id, status = 'published' as published, encode(digest, 'hex') as digest
                        from pathway where source = :source and external_id = any(:ids) order by id for no key update
                        """)
                .bind("source", source)
                .bind("ids", externalIds.toArray(String[]::new))
                .map(row -> new Known(
                        Columns.required(row, "id", UUID.class),
                        Columns.required(row, "slug", String.class),
                        Columns.required(row, "external_id", String.class),
                        Columns.required(row, "published", Boolean.class),
                        row.get("digest", String.class)))
                .all();
    }

    private Mono<Void> write(String source, List<Entry> entries) {
        var touched = entries.stream()
                .filter(entry -> entry.change() != Change.UNCHANGED)
                .toList();
        if (touched.isEmpty()) {
            return Mono.empty();
        }
        return slugs.choose("pathway", touched.stream().map(PathwayFeed::wish).toList())
                .flatMap(names -> store(source, touched, names))
                .then(Mono.defer(() -> Mono.zip(
                        ids("offering", source, touched, SourcedPathway::offerings),
                        ids("pathway", source, touched, SourcedPathway::pathways),
                        (offerings, pathways) -> touched.stream()
                                .map(entry -> entry.next(offerings, pathways))
                                .toList())))
                .flatMap(next -> editions.publish(next, "import:" + source));
    }

    private Mono<Void> store(String source, List<Entry> touched, List<String> names) {
        return database.sql("""
                        insert into pathway (id, provider, slug, source, external_id, digest)
                        select g.id, g.provider, g.slug, :source, g.external_id, decode(g.digest, 'hex')
                        from unnest(:ids, :providers, :slugs, :externalIds, :digests) as g (id, provider, slug, external_id, digest)
                        on conflict (source, external_id) do update set provider = excluded.provider, digest = excluded.digest
                        """)
                .bind("source", source)
                .bind("ids", touched.stream().map(Entry::id).toArray(UUID[]::new))
                .bind(
                        "providers",
                        touched.stream()
                                .map(entry -> entry.record().provider().id())
                                .toArray(UUID[]::new))
                .bind("slugs", names.toArray(String[]::new))
                .bind(
                        "externalIds",
                        touched.stream()
                                .map(entry -> entry.record().externalId())
                                .toArray(String[]::new))
                .bind(
                        "digests",
                        touched.stream().map(entry -> entry.record().digest()).toArray(String[]::new))
                .then();
    }

    /** What the source calls the parts of one kind, and what they are called here. */
    private Mono<Map<String, UUID>> ids(
            String kind, String source, List<Entry> touched, Function<SourcedPathway, List<String>> parts) {
        return database.sql("select external_id, id from %s where source = :source and external_id = any(:ids)"
                        .formatted(kind))
                .bind("source", source)
                .bind(
                        "ids",
                        touched.stream()
                                .flatMap(entry -> parts.apply(entry.record()).stream())
                                .distinct()
                                .toArray(String[]::new))
                .map(row -> Map.entry(
                        Columns.required(row, "external_id", String.class), Columns.required(row, "id", UUID.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Slugs.Wish wish(Entry entry) {
        if (entry.slug() != null) {
            return new Slugs.Wish(List.of(entry.slug()));
        }
        var record = entry.record();
        return Slugs.Wish.of(
                Slugs.join(Slugs.from(record.terms().title()), record.provider().slug()), record.externalId());
    }

    private record Known(
            UUID id,
            String slug,
            String externalId,
            boolean published,
            @Nullable String digest) {}

    private record Entry(
            SourcedPathway record, UUID id, @Nullable String slug, Change change) {
        static Entry of(SourcedPathway record, @Nullable Known known) {
            var change = change(record.digest(), known);
            return known == null
                    ? new Entry(record, UUID.randomUUID(), null, change)
                    : new Entry(record, known.id(), known.slug(), change);
        }

        Next next(Map<String, UUID> offerings, Map<String, UUID> pathways) {
            return new Next(
                    id,
                    new PathwayContent(
                            record.terms(), found(record.offerings(), offerings), found(record.pathways(), pathways)));
        }

        private static List<UUID> found(List<String> parts, Map<String, UUID> ids) {
            return parts.stream().map(ids::get).filter(Objects::nonNull).toList();
        }

        static Change change(String digest, @Nullable Known known) {
            if (known == null) {
                return Change.CREATED;
            }
            return known.published() && digest.equals(known.digest()) ? Change.UNCHANGED : Change.UPDATED;
        }
    }
}
