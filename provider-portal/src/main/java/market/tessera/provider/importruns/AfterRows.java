package market.tessera.provider.importruns;

import java.util.List;
import java.util.UUID;
import market.tessera.provider.catalogue.OfferingFeed;
import market.tessera.provider.formats.RecordSource.Section;
import market.tessera.provider.importdocuments.SourcedDocuments;
import market.tessera.provider.importjobs.Counts;
import market.tessera.provider.importjobs.Counts.Tally;
import market.tessera.provider.importjobs.Finding;
import market.tessera.provider.importjobs.Findings;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.importjobs.ImportJobs;
import market.tessera.provider.importjobs.RejectedRows;
import market.tessera.provider.importpictures.SourcedPictures;
import market.tessera.provider.pathwayedition.PathwayFeed;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What is left to do when all rows have been read: takes the pathways that had to wait for others, keeps the rows that were rejected, withdraws what
 * the source no longer has, or lists it, as was asked for, if the whole file could be read, and has pictures and documents brought that it names.
 */
@Component
class AfterRows {
    private final OfferingFeed offerings;
    private final PathwayFeed pathways;
    private final SourcedPictures pictures;
    private final SourcedDocuments documents;
    private final SeenRecords seen;
    private final Findings findings;
    private final RejectedRows rejected;
    private final ImportJobs jobs;
    private final TakeNested nested;
    private final Batches batches;

    AfterRows(
            ImportSteps.Feeds feeds, ImportSteps.Records records, TakeNested nested, ImportJobs jobs, Batches batches) {
        this.offerings = feeds.offerings();
        this.pathways = feeds.pathways();
        this.pictures = feeds.pictures();
        this.documents = feeds.documents();
        this.seen = records.seen();
        this.rejected = records.rejected();
        this.findings = records.findings();
        this.jobs = jobs;
        this.nested = nested;
        this.batches = batches;
    }

    Mono<ImportJob> run(ImportJob job) {
        return rejected.isCorrection(job)
                .flatMap(correction ->
                        correction ? Mono.just(job) : nested.run(job).flatMap(this::whole))
                .delayUntil(rejected::keep)
                .delayUntil(done ->
                        done.dryRun() ? Mono.empty() : pictures.bring(done).then(documents.bring(done)));
    }

    /** What vanished stays public unless the sender wanted it otherwise, and is listed. */
    private Mono<ImportJob> whole(ImportJob job) {
        if (job.counts().unidentified() > 0) {
            return job.withdrawMissing()
                    ? findings.add(job.id(), List.of(nothingWithdrawn(job))).thenReturn(job)
                    : Mono.just(job);
        }
        if (!job.withdrawMissing()) {
            return job.dryRun() ? Mono.just(job) : seen.listMissing(job).thenReturn(job);
        }
        if (job.dryRun()) {
            return wouldWithdraw(job, Section.OFFERINGS).flatMap(after -> wouldWithdraw(after, Section.PATHWAYS));
        }
        return all(job, Section.OFFERINGS)
                .flatMap(after -> all(after, Section.PATHWAYS))
                .delayUntil(seen::listMissing);
    }

    private Mono<ImportJob> wouldWithdraw(ImportJob job, Section section) {
        return seen.countMissing(job, section)
                .map(missing -> job.advancedBy(0, withdrawn(section, missing)))
                .flatMap(after -> jobs.move(job, after).thenReturn(after));
    }

    private static Counts withdrawn(Section section, long count) {
        var tally = new Tally(0, 0, 0, count, 0);
        return section == Section.PATHWAYS ? Counts.pathways(tally) : Counts.offerings(tally);
    }

    private Mono<ImportJob> all(ImportJob job, Section section) {
        return batches.all(job, now -> withdrawSome(now, section));
    }

    private Mono<ImportJob> withdrawSome(ImportJob job, Section section) {
        return seen.missing(job, section, batches.size())
                .flatMap(missing -> missing.isEmpty() ? Mono.just(job) : withdraw(job, section, missing));
    }

    private Mono<ImportJob> withdraw(ImportJob job, Section section, List<UUID> missing) {
        var after = job.advancedBy(missing.size(), withdrawn(section, missing.size()));
        var done = section == Section.PATHWAYS ? pathways.withdraw(missing) : offerings.withdraw(missing);
        return done.then(jobs.move(job, after)).thenReturn(after);
    }

    private static Finding nothingWithdrawn(ImportJob job) {
        return Finding.ofFile(
                job,
                null,
                null,
                "nothing was withdrawn: %d rows could not be read, and what is missing cannot be told from them"
                        .formatted(job.counts().unidentified()));
    }
}
