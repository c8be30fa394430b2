package market.tessera.provider.imports;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import market.tessera.provider.elements.FormatCheck.Fault;
import market.tessera.provider.imports.RecordSource.Section;
import market.tessera.provider.offering.PathwayFeed;
import market.tessera.provider.offering.SourcedPathway;
import market.tessera.provider.provider.Provider;
import market.tessera.provider.provider.ProviderFeed;
import reactor.core.publisher.Mono;

/** Takes the pathways that a file describes, once its offerings are there. */
record PathwayStep(
        ImportJob job,
        RecordSource source,
        EntryReader reader,
        ProviderFeed providers,
        PathwayFeed pathways,
        SeenRecords seen,
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
                        Batch.check(source.input().name(), records, reader::pathway, PathwayEntry::externalId, false))
                .map(batch -> () -> write(batch));
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
        return pathways.known(job.source(), members).map(known -> {
            var incomplete = batch.taken().entrySet().stream()
                    .filter(entry -> !known.containsAll(entry.getValue().value().offerings()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            return batch.without(incomplete, each -> gap(each.value(), known));
        });
    }

    private static Fault gap(PathwayEntry pathway, Set<String> known) {
        var unknown = new HashSet<>(pathway.offerings());
        unknown.removeAll(known);
        return new Fault("offerings", "this source has no offering “%s”".formatted(String.join("”, “", unknown)));
    }

    private Mono<Counts> apply(Batch<PathwayEntry> batch) {
        return providers
                .find(
                        job.source(),
                        batch.taken().values().stream()
                                .map(each -> each.value().provider())
                                .distinct()
                                .toList())
                .flatMap(found -> apply(
                        batch.without(
                                orphans(batch, found),
                                each -> new Fault(
                                        "provider",
                                        "nothing is known of the provider “%s”"
                                                .formatted(each.value().provider()))),
                        found));
    }

    private static Set<String> orphans(Batch<PathwayEntry> batch, Map<String, Provider> found) {
        return batch.taken().entrySet().stream()
                .filter(entry -> !found.containsKey(entry.getValue().value().provider()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Mono<Counts> apply(Batch<PathwayEntry> batch, Map<String, Provider> found) {
        var records = batch.taken().values().stream()
                .map(each -> sourced(each.value(), found))
                .toList();
        return pathways.apply(job.source(), records)
                .map(changes -> ProviderStep.tally(changes, batch.rejected()))
                .flatMap(tally -> findings.add(job.id(), batch.report()).thenReturn(Counts.pathways(tally)));
    }

    private static SourcedPathway sourced(PathwayEntry entry, Map<String, Provider> found) {
        return new SourcedPathway(
                entry.externalId(),
                Objects.requireNonNull(found.get(entry.provider())),
                entry.terms(),
                entry.offerings(),
                OfferingStep.digest(entry));
    }
}
