package market.tessera.provider.imports;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import market.tessera.provider.elements.FormatCheck.Fault;
import market.tessera.provider.imports.RecordSource.Section;
import market.tessera.provider.offering.OfferingFeed;
import market.tessera.provider.offering.SourcedOffering;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Digest;
import market.tessera.provider.provider.Provider;
import market.tessera.provider.provider.ProviderFeed;
import reactor.core.publisher.Mono;

/** Takes the offerings that a file describes, once its providers are there. */
record OfferingStep(
        ImportJob job,
        RecordSource source,
        EntryReader reader,
        ProviderFeed providers,
        OfferingFeed offerings,
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
                .map(this::digested)
                .map(prepared -> () -> write(prepared));
    }

    /** Content is compared by digests, which are made here, outside the transaction. */
    private record Prepared(Batch<OfferingEntry> batch, Map<String, String> digests) {
        Prepared with(Batch<OfferingEntry> other) {
            return new Prepared(other, digests);
        }
    }

    private Prepared digested(Batch<OfferingEntry> batch) {
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

    private Mono<Counts> write(Prepared prepared) {
        return seen.meet(job.id(), Section.OFFERINGS, prepared.batch().met())
                .map(repeated -> prepared.with(prepared.batch()
                        .without(
                                repeated,
                                each -> new Fault(
                                        "externalId",
                                        Batch.repetition(each.value().externalId())))))
                .flatMap(known -> providers(known.batch()).flatMap(found -> apply(known, found)));
    }

    private Mono<Map<String, Provider>> providers(Batch<OfferingEntry> batch) {
        return providers.find(
                job.source(),
                batch.taken().values().stream()
                        .map(each -> each.value().provider())
                        .distinct()
                        .toList());
    }

    private Mono<Counts> apply(Prepared prepared, Map<String, Provider> found) {
        var orphans = prepared.batch().taken().entrySet().stream()
                .filter(entry -> !found.containsKey(entry.getValue().value().provider()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        var batch = prepared.batch()
                .without(
                        orphans,
                        each -> new Fault(
                                "provider",
                                "nothing is known of the provider “%s”, not even its name"
                                        .formatted(each.value().provider())));
        var records = batch.taken().values().stream()
                .map(each -> sourced(each.value(), found, prepared.digests()))
                .toList();
        return offerings
                .apply(job.source(), job.author(), records)
                .map(changes -> ProviderStep.tally(changes, batch.rejected()))
                .map(tally -> new Counts(
                        tally,
                        Counts.Tally.NONE,
                        Counts.Tally.NONE,
                        batch.repaired(),
                        batch.noted(),
                        batch.unidentified()))
                .flatMap(counts -> findings.add(job.id(), batch.report()).thenReturn(counts));
    }

    private static SourcedOffering sourced(
            OfferingEntry entry, Map<String, Provider> found, Map<String, String> digests) {
        return new SourcedOffering(
                entry.externalId(),
                Objects.requireNonNull(found.get(entry.provider())),
                entry.elements(),
                entry.provenance(),
                entry.intakes(),
                Objects.requireNonNull(digests.get(entry.externalId())));
    }
}
