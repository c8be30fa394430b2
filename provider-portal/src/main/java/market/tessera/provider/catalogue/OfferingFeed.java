package market.tessera.provider.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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
     * What changed, in the order of the records, whose external ids have to differ.
     *
     * @param publishedBy who is answerable for the new editions
     */
    public Mono<List<Change>> apply(String source, String publishedBy, List<SourcedOffering> records) {
        return known(source, records.stream().map(SourcedOffering::externalId).toList())
                .collectMap(Known::externalId)
                .flatMap(known -> {
                    var entries = records.stream()
                            .map(record -> Brought.of(record, known.get(record.externalId())))
                            .toList();
                    return write(source, publishedBy, entries)
                            .thenReturn(entries.stream().map(Brought::change).toList());
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
                            .map(record -> Brought.of(record, known.get(record.externalId())))
                            .toList();
                    var touched = entries.stream()
                            .filter(entry -> entry.change() != Change.UNCHANGED)
                            .toList();
                    return editions.open(source, created(touched))
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

    private static Proposed proposed(List<Brought> entries, Set<UUID> taken) {
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

    private static List<Brought> created(List<Brought> touched) {
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

    private Mono<Void> write(String source, String publishedBy, List<Brought> entries) {
        var touched = entries.stream()
                .filter(entry -> entry.change() != Change.UNCHANGED)
                .toList();
        if (touched.isEmpty()) {
            return Mono.empty();
        }
        return editions.open(source, created(touched))
                .then(Mono.defer(() -> editions.publish(publishedBy, touched)))
                .then(Mono.defer(() -> intakes.replace(terms(touched))))
                .then(Mono.defer(
                        () -> log.announce(touched.stream().map(Brought::id).toList())));
    }

    private static List<IntakeFeed.Entry> terms(List<Brought> touched) {
        return touched.stream()
                .map(entry -> new IntakeFeed.Entry(entry.id(), entry.record().intakes()))
                .toList();
    }
}
