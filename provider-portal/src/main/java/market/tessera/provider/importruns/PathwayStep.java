package market.tessera.provider.importruns;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import market.tessera.provider.elements.FormatCheck.Fault;
import market.tessera.provider.entries.Checked;
import market.tessera.provider.entries.EntryReader;
import market.tessera.provider.entries.PathwayEntry;
import market.tessera.provider.formats.RecordSource;
import market.tessera.provider.formats.RecordSource.Section;
import market.tessera.provider.importjobs.Counts;
import market.tessera.provider.importjobs.Findings;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.pathwayedition.PathwayFeed;
import market.tessera.provider.pathwayedition.SourcedPathway;
import market.tessera.provider.provider.Change;
import market.tessera.provider.provider.Provider;
import market.tessera.provider.reading.Line;
import market.tessera.provider.reading.Lines;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** Takes the pathways that a file describes, once its offerings are there; those that contain others are left to {@link TakeNested}. */
record PathwayStep(
        ImportJob job,
        RecordSource source,
        EntryReader reader,
        Owners owners,
        PathwayFeed pathways,
        SeenRecords seen,
        FiledPathways filed,
        Findings findings)
        implements Step {

    @Override
    public Lines open() throws IOException {
        return source.open(Section.PATHWAYS);
    }

    @Override
    public Mono<Work> prepare(List<Line> lines) {
        return source.records(Section.PATHWAYS, lines)
                .map(records ->
                        Batch.check(source.input().name(), records, this::read, PathwayEntry::externalId, false))
                .map(batch -> () -> write(batch));
    }

    /** What has to wait is kept as it stands in the file. */
    private Checked<PathwayEntry> read(ObjectNode node) {
        return reader.pathway(node.deepCopy());
    }

    private Mono<Counts> write(Batch<PathwayEntry> batch) {
        return seen.meet(job.id(), Section.PATHWAYS, batch.met())
                .map(repeated -> batch.without(
                        repeated,
                        each -> new Fault(
                                "externalId", Batch.repetition(each.value().externalId()))))
                .flatMap(this::withoutGaps)
                .flatMap(this::apply);
    }

    /** A pathway with a step that nobody offers is none. */
    private Mono<Batch<PathwayEntry>> withoutGaps(Batch<PathwayEntry> batch) {
        var members = batch.taken().values().stream()
                .flatMap(each -> each.value().offerings().stream())
                .collect(Collectors.toSet());
        return known(members).map(known -> {
            var incomplete = batch.taken().entrySet().stream()
                    .filter(entry -> !known.containsAll(entry.getValue().value().offerings()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            return batch.without(incomplete, each -> gap(each.value(), known));
        });
    }

    private Mono<Set<String>> known(Set<String> members) {
        var there = pathways.known(job.source(), members);
        return job.dryRun()
                ? Mono.zip(there, seen.wouldBeTaken(job.id(), Section.OFFERINGS, members), OfferingStep::union)
                : there;
    }

    private static Fault gap(PathwayEntry pathway, Set<String> known) {
        var unknown = new HashSet<>(pathway.offerings());
        unknown.removeAll(known);
        return new Fault("offerings", "this source has no offering “%s”".formatted(String.join("”, “", unknown)));
    }

    private Mono<Counts> apply(Batch<PathwayEntry> batch) {
        var named = batch.taken().values().stream()
                .map(each -> Owners.name(each.value().provider()))
                .distinct()
                .toList();
        return owners.of(job, named)
                .flatMap(found -> job.dryRun()
                        ? seen.wouldBeTaken(job.id(), Section.PROVIDERS, named)
                                .map(brought -> withoutOrphans(batch, OfferingStep.union(found.keySet(), brought)))
                                .flatMap(rest -> noted(rest, found))
                                .flatMap(this::compare)
                        : noted(withoutOrphans(batch, found.keySet()), found).flatMap(rest -> apply(rest, found)));
    }

    private static Batch<PathwayEntry> withoutOrphans(Batch<PathwayEntry> batch, Set<String> known) {
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
                                : "nothing is known of the provider “%s”"
                                        .formatted(each.value().provider())));
    }

    /** Without those that contain others: whether they can be taken is known when all have been read. */
    private Mono<Batch<PathwayEntry>> noted(Batch<PathwayEntry> batch, Map<String, Provider> found) {
        var nested = batch.taken().entrySet().stream()
                .filter(entry -> !entry.getValue().value().pathways().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return filed.note(job, batch.taken().values(), found).thenReturn(batch.silentlyWithout(nested));
    }

    private Mono<Counts> compare(Batch<PathwayEntry> batch) {
        var digests = batch.taken().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> OfferingStep.digest(entry.getValue().value())));
        return pathways.compare(job.source(), digests).flatMap(changes -> report(batch, changes));
    }

    private Mono<Counts> apply(Batch<PathwayEntry> batch, Map<String, Provider> found) {
        var records = batch.taken().values().stream()
                .map(each -> sourced(each.value(), found))
                .toList();
        return pathways.apply(job.source(), records).flatMap(changes -> report(batch, changes));
    }

    private Mono<Counts> report(Batch<PathwayEntry> batch, List<Change> changes) {
        var tally = ProviderStep.tally(changes, batch.rejected());
        return findings.add(job.id(), batch.report()).thenReturn(Counts.pathways(tally));
    }

    static SourcedPathway sourced(PathwayEntry entry, Map<String, Provider> found) {
        return new SourcedPathway(
                entry.externalId(),
                Objects.requireNonNull(found.get(Owners.name(entry.provider()))),
                entry.terms(),
                entry.offerings(),
                entry.pathways(),
                OfferingStep.digest(entry));
    }
}
