package market.tessera.provider.importruns;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import market.tessera.provider.elements.FormatCheck.Fault;
import market.tessera.provider.entries.EntryReader;
import market.tessera.provider.entries.ProviderEntry;
import market.tessera.provider.formats.RecordSource;
import market.tessera.provider.formats.RecordSource.Section;
import market.tessera.provider.importjobs.Counts;
import market.tessera.provider.importjobs.Counts.Tally;
import market.tessera.provider.importjobs.Findings;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.provider.Change;
import market.tessera.provider.provider.ProviderFeed;
import market.tessera.provider.provider.SourcedProvider;
import market.tessera.provider.reading.Line;
import market.tessera.provider.reading.Lines;
import reactor.core.publisher.Mono;

/** Takes the providers that a file describes. A key of one provider can describe that one only. */
record ProviderStep(
        ImportJob job,
        RecordSource source,
        EntryReader reader,
        ProviderFeed providers,
        SeenRecords seen,
        Findings findings)
        implements Step {

    @Override
    public Lines open() throws IOException {
        return source.open(Section.PROVIDERS);
    }

    @Override
    public Mono<Work> prepare(List<Line> lines) {
        return source.records(Section.PROVIDERS, lines)
                .map(records -> Batch.check(
                        source.input().name(),
                        records,
                        reader::provider,
                        ProviderEntry::externalId,
                        source.repeats(Section.PROVIDERS)))
                .map(batch -> () -> write(batch));
    }

    private Mono<Counts> write(Batch<ProviderEntry> batch) {
        return seen.meet(job.id(), Section.PROVIDERS, batch.met())
                .map(repeated -> source.repeats(Section.PROVIDERS)
                        ? batch.silentlyWithout(repeated)
                        : batch.without(
                                repeated,
                                each -> new Fault(
                                        "externalId",
                                        Batch.repetition(each.value().externalId()))))
                .flatMap(this::withoutForeign)
                .flatMap(this::apply);
    }

    private Mono<Batch<ProviderEntry>> withoutForeign(Batch<ProviderEntry> batch) {
        if (job.provider() == null) {
            return Mono.just(batch);
        }
        return providers
                .namesOf(job.source(), job.provider())
                .map(names -> batch.without(
                        foreign(batch, names),
                        _ -> new Fault("externalId", "this API key speaks for one provider only")));
    }

    /** Before the source has named its provider, the first name it uses becomes that provider's. */
    private static Set<String> foreign(Batch<ProviderEntry> batch, Set<String> names) {
        return batch.taken().keySet().stream()
                .skip(names.isEmpty() ? 1 : 0)
                .filter(id -> !names.contains(id))
                .collect(Collectors.toSet());
    }

    private Mono<Counts> apply(Batch<ProviderEntry> batch) {
        var records = batch.taken().values().stream()
                .map(each -> new SourcedProvider(
                        each.value().externalId(), each.value().profile()))
                .toList();
        return changes(new ProviderFeed.Terms(job.source(), job.provider(), job.verifiedBy()), records)
                .map(changes -> tally(changes, batch.rejected()))
                .flatMap(tally -> findings.add(job.id(), batch.report()).thenReturn(Counts.providers(tally)));
    }

    private Mono<List<Change>> changes(ProviderFeed.Terms terms, List<SourcedProvider> records) {
        if (!job.dryRun()) {
            return providers.apply(terms, records);
        }
        var ids = records.stream().map(SourcedProvider::externalId).toList();
        return seen.wouldTake(job.id(), Section.PROVIDERS, ids).then(providers.compare(terms, records));
    }

    static Tally tally(List<Change> changes, long rejected) {
        return new Tally(
                changes.stream().filter(Change.CREATED::equals).count(),
                changes.stream().filter(Change.UPDATED::equals).count(),
                changes.stream().filter(Change.UNCHANGED::equals).count(),
                0,
                rejected);
    }
}
