package market.tessera.provider.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.importdocuments.DocumentTally;
import market.tessera.provider.importjobs.Counts;
import market.tessera.provider.importjobs.Counts.Tally;
import market.tessera.provider.importjobs.Finding;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.importpictures.PictureTally;
import org.jspecify.annotations.Nullable;

/**
 * An import as the API shows it.
 *
 * @param status {@code waiting}, {@code running}, {@code completed} or {@code failed}
 * @param dryRun whether it only says what would happen
 * @param proposed whether what it changes waits for the reviewers
 * @param reason why it failed, in one sentence
 * @param counts of offerings
 * @param pictures that were named by address and are fetched after the rows; null where there were none
 * @param documents likewise; of those that wait, the offerings are counted
 * @param rows what there is to say about single rows, a page at a time
 * @param next cursor of the next page; null on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportReport(
        UUID id,
        String source,
        String status,
        boolean dryRun,
        boolean proposed,
        @Nullable String reason,
        Offerings counts,
        Tally providers,
        Tally pathways,
        @Nullable PictureTally pictures,
        @Nullable DocumentTally documents,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        List<Finding> rows,
        @Nullable String next) {

    record Offerings(
            long created, long updated, long unchanged, long withdrawn, long rejected, long repaired, long noted) {
        static Offerings of(Counts counts) {
            var tally = counts.offerings();
            return new Offerings(
                    tally.created(),
                    tally.updated(),
                    tally.unchanged(),
                    tally.withdrawn(),
                    tally.rejected(),
                    counts.repaired(),
                    counts.noted());
        }
    }

    /** What became of the files that rows name. */
    record Files(PictureTally pictures, DocumentTally documents) {
        static final Files NONE = new Files(PictureTally.NONE, DocumentTally.NONE);
    }

    private static String status(ImportJob.Status status) {
        return switch (status) {
            case WAITING -> "waiting";
            case RUNNING -> "running";
            case FINISHED -> "completed";
            case FAILED -> "failed";
        };
    }

    static ImportReport of(ImportJob job, Files files, List<Finding> rows, @Nullable String next) {
        return new ImportReport(
                job.id(),
                job.source(),
                status(job.status()),
                job.dryRun(),
                job.propose(),
                job.problem(),
                Offerings.of(job.counts()),
                job.counts().providers(),
                job.counts().pathways(),
                files.pictures().any() ? files.pictures() : null,
                files.documents().any() ? files.documents() : null,
                job.createdAt(),
                job.startedAt(),
                job.endedAt(),
                rows,
                next);
    }
}
