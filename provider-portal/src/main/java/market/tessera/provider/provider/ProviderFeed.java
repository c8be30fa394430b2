package market.tessera.provider.provider;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Brings providers up to what a source says of them, a batch at a time. To be called within a transaction. */
@Component
public class ProviderFeed {
    private final DatabaseClient database;
    private final ProviderLog log;
    private final Slugs slugs;

    ProviderFeed(DatabaseClient database, ProviderLog log, Slugs slugs) {
        this.database = database;
        this.log = log;
        this.slugs = slugs;
    }

    /**
     * How a source's providers are taken.
     *
     * @param source name of the source
     * @param only the one provider that the source speaks for; null if it may speak of any
     * @param evidence why providers met for the first time are held to be who they say; null leaves them unverified
     */
    public record Terms(
            String source, @Nullable UUID only, @Nullable String evidence) {}

    /** What changed, in the order of the records, whose external ids have to differ. */
    public Mono<List<Change>> apply(Terms terms, List<SourcedProvider> records) {
        return known(
                        terms.source(),
                        records.stream().map(SourcedProvider::externalId).toList())
                .collectMap(Known::externalId)
                .flatMap(known -> write(terms, Batch.of(terms, records, known)));
    }

    /** What {@link #apply} would come to; changes nothing. */
    public Mono<List<Change>> compare(Terms terms, List<SourcedProvider> records) {
        return known(
                        terms.source(),
                        records.stream().map(SourcedProvider::externalId).toList())
                .collectMap(Known::externalId)
                .map(known -> Batch.of(terms, records, known).entries().stream()
                        .map(Entry::change)
                        .toList());
    }

    /** Those of a source's providers that are known, by external id. */
    public Mono<Map<String, Provider>> find(String source, List<String> externalIds) {
        return database.sql("""
                        select p.*, s.external_id from provider_source s join provider p on p.id = s.provider
                        where s.source = :source and s.external_id = any(:ids)
                        """)
                .bind("source", source)
                .bind("ids", externalIds.toArray(String[]::new))
                .map(row -> Map.entry(Columns.required(row, "external_id", String.class), Providers.provider(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    public Mono<Provider> find(UUID provider) {
        return database.sql("select * from provider where id = :id")
                .bind("id", provider)
                .map(Providers::provider)
                .one();
    }

    /** What a source calls a provider. */
    public Mono<Set<String>> namesOf(String source, UUID provider) {
        return database.sql("select external_id from provider_source where source = :source and provider = :provider")
                .bind("source", source)
                .bind("provider", provider)
                .map(row -> Columns.required(row, "external_id", String.class))
                .all()
                .collect(Collectors.toSet());
    }

    private Flux<Known> known(String source, List<String> externalIds) {
        return database.sql("""
                        select external_id, provider, encode(digest, 'hex') as digest from provider_source
                        where source = :source and external_id = any(:ids) for update
                        """)
                .bind("source", source)
                .bind("ids", externalIds.toArray(String[]::new))
                .map(row -> new Known(
                        Columns.required(row, "external_id", String.class),
                        Columns.required(row, "provider", UUID.class),
                        Columns.required(row, "digest", String.class)))
                .all();
    }

    private Mono<List<Change>> write(Terms terms, Batch batch) {
        return insert(terms, batch.with(Change.CREATED))
                .then(Mono.defer(() -> update(terms, batch.touched())))
                .then(Mono.defer(() ->
                        log.announce(batch.touched().stream().map(Entry::id).toList())))
                .thenReturn(batch.entries().stream().map(Entry::change).toList());
    }

    private Mono<Void> insert(Terms terms, List<Entry> created) {
        if (created.isEmpty()) {
            return Mono.empty();
        }
        return slugs.choose("provider", created.stream().map(ProviderFeed::wish).toList())
                .flatMap(names -> database.sql("""
                                insert into provider (id, slug, profile, verified_at, evidence)
                                select id, slug, profile::jsonb, case when :evidence <> '' then now() end, nullif(:evidence, '')
                                from unnest(:ids, :slugs, :profiles) as given (id, slug, profile)
                                """)
                        .bind("evidence", terms.evidence() == null ? "" : terms.evidence())
                        .bind("ids", created.stream().map(Entry::id).toArray(UUID[]::new))
                        .bind("slugs", names.toArray(String[]::new))
                        .bind("profiles", created.stream().map(Entry::profile).toArray(String[]::new))
                        .then());
    }

    /** Institutions are locked in the order of their ids, as by everybody who locks several. */
    private Mono<Void> update(Terms terms, List<Entry> touched) {
        if (touched.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        with given as (
                          select * from unnest(:ids, :externalIds, :profiles, :digests) as g (id, external_id, profile, digest)),
                        locked as materialized (
                          select id from provider where id in (select id from given) order by id for no key update),
                        described as (
                          update provider p set profile = g.profile::jsonb from given g join locked l on l.id = g.id where p.id = g.id)
                        insert into provider_source (source, external_id, provider, digest)
                        select :source, external_id, id, decode(digest, 'hex') from given
                        on conflict (source, external_id) do update set digest = excluded.digest
                        """)
                .bind("source", terms.source())
                .bind("ids", touched.stream().map(Entry::id).toArray(UUID[]::new))
                .bind(
                        "externalIds",
                        touched.stream()
                                .map(entry -> entry.record().externalId())
                                .toArray(String[]::new))
                .bind("profiles", touched.stream().map(Entry::profile).toArray(String[]::new))
                .bind("digests", touched.stream().map(Entry::digest).toArray(String[]::new))
                .then();
    }

    /** Its id in the source where that can be read, else its name, else its name and town. */
    private static Slugs.Wish wish(Entry entry) {
        var profile = entry.record().profile();
        var id = entry.record().externalId();
        var name = Slugs.from(profile.name());
        var town = profile.city() == null ? name : Slugs.join(name, Slugs.from(profile.city()));
        return Slugs.Wish.of(List.of(readable(id) ? id : name, name, town), name, id);
    }

    private static boolean readable(String id) {
        return id.matches("[a-z]{3,}(-[a-z]+)*") && id.length() <= 40;
    }

    private record Known(String externalId, UUID provider, String digest) {}

    private record Entry(SourcedProvider record, UUID id, String digest, Change change) {
        String profile() {
            return CatalogueFormat.JSON.writeValueAsString(record.profile());
        }
    }

    private record Batch(List<Entry> entries) {
        static Batch of(Terms terms, List<SourcedProvider> records, Map<String, Known> known) {
            return new Batch(records.stream()
                    .map(record -> entry(terms, record, known.get(record.externalId())))
                    .toList());
        }

        private static Entry entry(Terms terms, SourcedProvider record, @Nullable Known known) {
            var digest = record.digest();
            if (known != null) {
                return new Entry(
                        record,
                        known.provider(),
                        digest,
                        known.digest().equals(digest) ? Change.UNCHANGED : Change.UPDATED);
            }
            return terms.only() == null
                    ? new Entry(record, UUID.randomUUID(), digest, Change.CREATED)
                    : new Entry(record, terms.only(), digest, Change.UPDATED);
        }

        List<Entry> with(Change change) {
            return entries.stream().filter(entry -> entry.change() == change).toList();
        }

        List<Entry> touched() {
            return entries.stream()
                    .filter(entry -> entry.change() != Change.UNCHANGED)
                    .toList();
        }
    }
}
