package market.tessera.provider.importruns;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.provider.entries.Checked;
import market.tessera.provider.entries.EntryReader;
import market.tessera.provider.entries.PathwayEntry;
import market.tessera.provider.importjobs.Counts;
import market.tessera.provider.importjobs.Counts.Tally;
import market.tessera.provider.importjobs.Finding;
import market.tessera.provider.importjobs.Findings;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.importjobs.ImportJobs;
import market.tessera.provider.importruns.FiledPathways.Filed;
import market.tessera.provider.importruns.FiledPathways.Refused;
import market.tessera.provider.pathwayedition.PathwayFeed;
import market.tessera.provider.provider.Change;
import market.tessera.provider.provider.Provider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes the pathways of a file that contain others, in whatever order they stand in it: each when its parts are there. What then still waits would
 * contain itself or too many levels of others, or has a part that nobody has, and is rejected.
 */
@Component
class TakeNested {
    private final EntryReader reader;
    private final Owners owners;
    private final PathwayFeed pathways;
    private final FiledPathways filed;
    private final Findings findings;
    private final ImportJobs jobs;
    private final Batches batches;

    TakeNested(
            EntryReader reader,
            ImportSteps.Feeds feeds,
            ImportSteps.Records records,
            ImportJobs jobs,
            Batches batches) {
        this.reader = reader;
        this.owners = feeds.owners();
        this.pathways = feeds.pathways();
        this.filed = records.filed();
        this.findings = records.findings();
        this.jobs = jobs;
        this.batches = batches;
    }

    Mono<ImportJob> run(ImportJob job) {
        return batches.all(job, this::takeSome).flatMap(after -> batches.all(after, this::refuseSome));
    }

    private Mono<ImportJob> takeSome(ImportJob job) {
        return ready(job)
                .flatMap(entries -> job.dryRun() ? compare(job, entries) : locked(job, entries))
                .defaultIfEmpty(job);
    }

    private Mono<Map<String, PathwayEntry>> ready(ImportJob job) {
        return filed.ready(job, batches.size())
                .collectMap(Filed::externalId, this::entry)
                .filter(entries -> !entries.isEmpty());
    }

    private PathwayEntry entry(Filed waiting) {
        return switch (reader.pathway(waiting.node())) {
            case Checked.Valid<PathwayEntry>(var entry) -> entry;
            case Checked.Invalid<PathwayEntry> invalid -> throw new IllegalStateException(invalid.toString());
        };
    }

    private Mono<ImportJob> compare(ImportJob job, Map<String, PathwayEntry> entries) {
        var digests = entries.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> OfferingStep.digest(entry.getValue())));
        return pathways.compare(job.source(), digests).flatMap(changes -> taken(job, entries, changes));
    }

    /** Somebody may have written meanwhile on what contains what: it is looked at again when nobody can any more. */
    private Mono<ImportJob> locked(ImportJob job, Map<String, PathwayEntry> entries) {
        return owners.of(job, named(entries))
                .flatMap(found -> pathways.lock(job.source(), entries.keySet(), ids(found))
                        .then(ready(job))
                        .map(still -> among(entries, still))
                        .filter(still -> !still.isEmpty())
                        .flatMap(still -> apply(job, still, found))
                        .switchIfEmpty(Mono.defer(() -> takeSome(job))));
    }

    private static List<String> named(Map<String, PathwayEntry> entries) {
        return entries.values().stream()
                .map(entry -> Owners.name(entry.provider()))
                .distinct()
                .toList();
    }

    private static List<UUID> ids(Map<String, Provider> found) {
        return found.values().stream().map(Provider::id).toList();
    }

    private static Map<String, PathwayEntry> among(Map<String, PathwayEntry> locked, Map<String, PathwayEntry> still) {
        return still.entrySet().stream()
                .filter(entry -> locked.containsKey(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Mono<ImportJob> apply(ImportJob job, Map<String, PathwayEntry> entries, Map<String, Provider> found) {
        var records = entries.values().stream()
                .map(entry -> PathwayStep.sourced(entry, found))
                .toList();
        return pathways.apply(job.source(), records).flatMap(changes -> taken(job, entries, changes));
    }

    private Mono<ImportJob> taken(ImportJob job, Map<String, PathwayEntry> entries, List<Change> changes) {
        return filed.take(job, entries.keySet()).then(moved(job, entries.size(), ProviderStep.tally(changes, 0)));
    }

    private Mono<ImportJob> refuseSome(ImportJob job) {
        return filed.refused(job, batches.size())
                .collectList()
                .filter(refused -> !refused.isEmpty())
                .flatMap(refused -> refuse(job, refused))
                .defaultIfEmpty(job);
    }

    private Mono<ImportJob> refuse(ImportJob job, List<Refused> refused) {
        var input = job.inputs().getFirst().name();
        return findings.add(
                        job.id(),
                        refused.stream().map(each -> finding(input, each)).toList())
                .then(filed.refuse(
                        job, refused.stream().map(Refused::externalId).toList()))
                .then(moved(job, refused.size(), new Tally(0, 0, 0, 0, refused.size())));
    }

    private static Finding finding(String input, Refused refused) {
        return new Finding(
                Finding.Kind.REJECTED, input, refused.line(), refused.externalId(), "pathways", reason(refused));
    }

    private static String reason(Refused refused) {
        if (refused.unknown() != null) {
            return "this source has no pathway “%s”".formatted(refused.unknown());
        }
        if (refused.foreign() != null) {
            return "another provider has “%s”; a pathway contains only pathways of its own provider"
                    .formatted(refused.foreign());
        }
        return refused.endless()
                ? "the pathway would come to contain itself, or others more than %d levels deep"
                        .formatted(FiledPathways.DEEPEST)
                : "a pathway that it contains is rejected";
    }

    private Mono<ImportJob> moved(ImportJob job, int rows, Tally tally) {
        var after = job.advancedBy(rows, Counts.pathways(tally));
        return jobs.move(job, after).thenReturn(after);
    }
}
