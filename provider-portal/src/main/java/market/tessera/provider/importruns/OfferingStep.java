package market.tessera.provider.importruns;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.provider.catalogue.OfferingFeed;
import market.tessera.provider.catalogue.OfferingFeed.Taken;
import market.tessera.provider.catalogue.SourcedOffering;
import market.tessera.provider.elements.FormatCheck.Fault;
import market.tessera.provider.entries.EntryReader;
import market.tessera.provider.entries.OfferingEntry;
import market.tessera.provider.formats.RecordSource;
import market.tessera.provider.formats.RecordSource.Section;
import market.tessera.provider.importjobs.Counts;
import market.tessera.provider.importjobs.Finding;
import market.tessera.provider.importjobs.Findings;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Change;
import market.tessera.provider.provider.Digest;
import market.tessera.provider.provider.Provider;
import market.tessera.provider.reading.Line;
import market.tessera.provider.reading.Lines;
import reactor.core.publisher.Mono;

/** Takes the offerings that a file describes, once its providers are there. */
record OfferingStep(
        ImportJob job,
        RecordSource source,
        EntryReader reader,
        ImportSteps.Feeds feeds,
        SeenRecords seen,
        Findings findings)
        implements Step {
    @Override
    public Lines open() throws IOException {
        return source.open(Section.OFFERINGS);
    }

    @Override
    public Mono<Work> prepare(List<Line> lines) {
        return source.records(Section.OFFERINGS, lines)
                .map(records ->
                        Batch.check(source.input().name(), records, reader::offering, OfferingEntry::externalId, false))
                .map(OfferingStep::digested)
                .flatMap(this::work);
    }

    private Mono<Work> work(Prepared prepared) {
        return job.dryRun()
                ? Mono.just(() -> met(prepared).flatMap(this::compare))
                : surroundings(prepared).map(around -> () -> met(prepared).flatMap(known -> apply(known, around)));
    }

    /**
     * What a batch is compared with. It is looked at while the batch before is written, so that the transaction of one in which nothing has changed has
     * little to do.
     *
     * @param owners by {@link Owners#name}
     */
    private record Surroundings(Map<String, Provider> owners, OfferingFeed.Sight sight) {}

    private Mono<Surroundings> surroundings(Prepared prepared) {
        return Mono.zip(
                feeds.owners().of(job, names(prepared.batch())),
                feeds.offerings().look(job.source(), prepared.digests().keySet()),
                Surroundings::new);
    }

    /** Content is compared by digests, which are made here, outside the transaction. */
    private record Prepared(Batch<OfferingEntry> batch, Map<String, String> digests) {
        Prepared with(Batch<OfferingEntry> other) {
            return new Prepared(other, digests);
        }

        Map<String, String> digestsOf(Batch<OfferingEntry> some) {
            return some.taken().keySet().stream()
                    .collect(Collectors.toMap(id -> id, id -> Objects.requireNonNull(digests.get(id))));
        }
    }

    private static Prepared digested(Batch<OfferingEntry> batch) {
        return new Prepared(
                batch,
                batch.taken().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> digest(entry.getValue().value()))));
    }

    static String digest(Object content) {
        return HexFormat.of().formatHex(Digest.of(CatalogueFormat.JSON.writeValueAsString(content)));
    }

    /** Without what an earlier batch had. */
    private Mono<Prepared> met(Prepared prepared) {
        return seen.meet(job.id(), Section.OFFERINGS, prepared.batch().met())
                .map(repeated -> prepared.with(prepared.batch()
                        .without(
                                repeated,
                                each -> new Fault(
                                        "externalId",
                                        Batch.repetition(each.value().externalId())))));
    }

    private static List<String> names(Batch<OfferingEntry> batch) {
        return batch.taken().values().stream()
                .map(each -> Owners.name(each.value().provider()))
                .distinct()
                .toList();
    }

    /** As {@link #apply}, but nothing is written; providers that this file brings count as known. */
    private Mono<Counts> compare(Prepared prepared) {
        var named = names(prepared.batch());
        return Mono.zip(
                        feeds.owners().of(job, named).map(Map::keySet),
                        seen.wouldBeTaken(job.id(), Section.PROVIDERS, named),
                        OfferingStep::union)
                .map(known -> withoutOrphans(prepared.batch(), known))
                .flatMap(batch -> seen.wouldTake(
                                job.id(), Section.OFFERINGS, batch.taken().keySet())
                        .then(feeds.offerings().compare(job.source(), prepared.digestsOf(batch)))
                        .flatMap(changes -> report(batch, changes)));
    }

    static Set<String> union(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet());
    }

    private static Batch<OfferingEntry> withoutOrphans(Batch<OfferingEntry> batch, Set<String> known) {
        var orphans = batch.taken().entrySet().stream()
                .filter(entry ->
                        !known.contains(Owners.name(entry.getValue().value().provider())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return batch.without(
                orphans,
                each -> new Fault(
                        "provider",
                        each.value().provider() == null
                                ? "is not named"
                                : "nothing is known of the provider “%s”, not even its name"
                                        .formatted(each.value().provider())));
    }

    private Mono<Counts> apply(Prepared prepared, Surroundings around) {
        var batch = withoutOrphans(prepared.batch(), around.owners().keySet());
        var records = batch.taken().values().stream()
                .map(each -> sourced(each.value(), around.owners(), prepared.digests()))
                .toList();
        return (job.propose()
                        ? propose(records, around.sight())
                        : feeds.offerings().apply(job.source(), job.author(), records, around.sight()))
                .delayUntil(taken -> new NamedFiles(feeds, batch).note(taken))
                .flatMap(taken -> findings.add(job.id(), busy(batch, taken)).then(report(batch, changes(taken))));
    }

    private Mono<List<Taken>> propose(List<SourcedOffering> records, OfferingFeed.Sight sight) {
        var by = Objects.requireNonNull(job.requestedBy());
        return feeds.offerings()
                .propose(
                        job.source(),
                        records,
                        sight,
                        given -> feeds.proposals().propose(given, by, "Import of " + job.source()));
    }

    private static List<Change> changes(List<Taken> taken) {
        return taken.stream().map(Taken::change).toList();
    }

    private static List<Finding> busy(Batch<OfferingEntry> batch, List<Taken> taken) {
        return taken.stream()
                .filter(Taken::refused)
                .map(Taken::externalId)
                .map(id -> new Finding(
                        Finding.Kind.NOTED,
                        batch.input(),
                        Objects.requireNonNull(batch.taken().get(id)).record().line(),
                        id,
                        null,
                        "somebody is writing on a draft of it; what the file says was not proposed"))
                .toList();
    }

    private Mono<Counts> report(Batch<OfferingEntry> batch, List<Change> changes) {
        var counts = new Counts(
                ProviderStep.tally(changes, batch.rejected()),
                Counts.Tally.NONE,
                Counts.Tally.NONE,
                batch.repaired(),
                batch.noted(),
                batch.unidentified());
        return findings.add(job.id(), batch.report()).thenReturn(counts);
    }

    private static SourcedOffering sourced(
            OfferingEntry entry, Map<String, Provider> found, Map<String, String> digests) {
        return new SourcedOffering(
                entry.externalId(),
                Objects.requireNonNull(found.get(Owners.name(entry.provider()))),
                entry.elements(),
                entry.provenance(),
                entry.intakes(),
                Objects.requireNonNull(digests.get(entry.externalId())));
    }
}
