package market.tessera.provider.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import market.tessera.provider.catalogue.Brought.Known;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.Provenance;
import market.tessera.provider.provider.Change;
import market.tessera.provider.provider.Columns;
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
    private final SourcedEditions editions;
    private final IntakeFeed intakes;
    private final OfferingLog log;

    OfferingFeed(DatabaseClient database, SourcedEditions editions, IntakeFeed intakes, OfferingLog log) {
        this.database = database;
        this.editions = editions;
        this.intakes = intakes;
        this.log = log;
    }

    /**
     * What became of a record.
     *
     * @param refused whether it was to be proposed and was not taken, which leaves everything as if the source had not said it
     */
    public record Taken(String externalId, UUID offering, Change change, boolean refused) {
        private static Taken of(Brought entry) {
            return new Taken(entry.record().externalId(), entry.id(), entry.change(), false);
        }

        private static Taken refused(Brought entry) {
            return new Taken(entry.record().externalId(), entry.id(), Change.UNCHANGED, true);
        }
    }

    /** What was there of a source, by external id. */
    public record Sight(Map<String, Known> known) {}

    /** May come before the transaction: nobody but its one import at a time brings what a source says. */
    public Mono<Sight> look(String source, Collection<String> externalIds) {
        return known(source, externalIds, "").collectMap(Known::externalId).map(Sight::new);
    }

    /**
     * What became of the records, in their order; their external ids have to differ.
     *
     * @param publishedBy who is answerable for the new editions
     * @param sight of them all
     */
    public Mono<List<Taken>> apply(String source, String publishedBy, List<SourcedOffering> records, Sight sight) {
        return brought(source, records, sight)
                .flatMap(entries -> write(source, publishedBy, entries)
                        .thenReturn(entries.stream().map(Taken::of).toList()));
    }

    /**
     * Beside what is there of them. What is the same is not locked, since nothing is done to it: locking is writing. What changes is looked at again
     * when nobody else can change it any more.
     */
    private Mono<List<Brought>> brought(String source, List<SourcedOffering> records, Sight sight) {
        return locked(source, changed(records, sight.known()))
                .map(locked -> records.stream()
                        .map(record -> Brought.of(
                                record,
                                locked.getOrDefault(
                                        record.externalId(), sight.known().get(record.externalId()))))
                        .toList());
    }

    private static List<String> changed(List<SourcedOffering> records, Map<String, Known> known) {
        return records.stream()
                .filter(record -> Brought.change(record.digest(), known.get(record.externalId())) == Change.UPDATED)
                .map(SourcedOffering::externalId)
                .toList();
    }

    private Mono<Map<String, Known>> locked(String source, List<String> ids) {
        return ids.isEmpty()
                ? Mono.just(Map.of())
                : known(source, ids, "order by id for update").collectMap(Known::externalId);
    }

    /**
     * What {@link #apply} would come to; changes nothing.
     *
     * @param digests of what the source says, by external id
     */
    public Mono<List<Change>> compare(String source, Map<String, String> digests) {
        return known(source, digests.keySet(), "")
                .collectMap(Known::externalId)
                .map(known -> digests.entrySet().stream()
                        .map(entry -> Brought.change(entry.getValue(), known.get(entry.getKey())))
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

    /**
     * As {@link #apply}, but what is new is not published: it is handed to {@code proposing}, which answers with the offerings that it took.
     */
    public Mono<List<Taken>> propose(
            String source,
            List<SourcedOffering> records,
            Sight sight,
            Function<List<Proposal>, Mono<Set<UUID>>> proposing) {
        return brought(source, records, sight).flatMap(entries -> {
            var touched = touched(entries);
            return editions.open(source, with(Change.CREATED, touched))
                    .then(Mono.defer(() -> proposing.apply(proposals(touched))))
                    .delayUntil(taken -> settle(touched.stream()
                            .filter(entry -> taken.contains(entry.id()))
                            .toList()))
                    .map(taken -> proposed(entries, taken));
        });
    }

    private static List<Proposal> proposals(List<Brought> touched) {
        return touched.stream()
                .map(entry -> new Proposal(
                        entry.id(),
                        entry.record().elements().withoutFiles(),
                        entry.record().provenance()))
                .toList();
    }

    private static List<Taken> proposed(List<Brought> entries, Set<UUID> taken) {
        return entries.stream()
                .map(entry -> entry.change() == Change.UNCHANGED || taken.contains(entry.id())
                        ? Taken.of(entry)
                        : Taken.refused(entry))
                .toList();
    }

    /** Intakes are not reviewed: they move while a version stands. */
    private Mono<Void> settle(List<Brought> taken) {
        if (taken.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        update offering o set digest = decode(g.digest, 'hex')
                        from unnest(:ids, :digests) as g (id, digest) where o.id = g.id
                        """)
                .bind("ids", taken.stream().map(Brought::id).toArray(UUID[]::new))
                .bind(
                        "digests",
                        taken.stream().map(entry -> entry.record().digest()).toArray(String[]::new))
                .then()
                .then(Mono.defer(() -> intakes.replace(terms(taken))))
                .then(Mono.defer(
                        () -> log.announce(taken.stream().map(Brought::id).toList())));
    }

    private static List<Brought> with(Change change, List<Brought> entries) {
        return entries.stream().filter(entry -> entry.change() == change).toList();
    }

    private static List<Brought> touched(List<Brought> entries) {
        return entries.stream()
                .filter(entry -> entry.change() != Change.UNCHANGED)
                .toList();
    }

    private Flux<Known> known(String source, Collection<String> externalIds, String locking) {
        return database.sql("""
                        select id, external_id, encode(digest, 'hex') as digest,
                          status = 'published' or (status = 'draft' and digest is not null) as settled
                        from offering where source = :source and external_id = any(:ids) %s
                        """.formatted(locking))
                .bind("source", source)
                .bind("ids", externalIds.toArray(String[]::new))
                .map(row -> new Known(
                        Columns.required(row, "id", UUID.class),
                        Columns.required(row, "external_id", String.class),
                        Columns.required(row, "settled", Boolean.class),
                        row.get("digest", String.class)))
                .all();
    }

    private Mono<Void> write(String source, String publishedBy, List<Brought> entries) {
        return editions.add(source, publishedBy, with(Change.CREATED, entries))
                .then(Mono.defer(() -> change(publishedBy, with(Change.UPDATED, entries))));
    }

    private Mono<Void> change(String publishedBy, List<Brought> updated) {
        if (updated.isEmpty()) {
            return Mono.empty();
        }
        return editions.publish(publishedBy, updated)
                .then(Mono.defer(() -> intakes.replace(terms(updated))))
                .then(Mono.defer(
                        () -> log.announce(updated.stream().map(Brought::id).toList())));
    }

    private static List<IntakeFeed.Entry> terms(List<Brought> touched) {
        return touched.stream()
                .map(entry -> new IntakeFeed.Entry(entry.id(), entry.record().intakes()))
                .toList();
    }
}
