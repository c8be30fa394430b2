package market.tessera.provider.imports;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import market.tessera.platform.problem.Problem;
import market.tessera.provider.access.ApiCaller;
import market.tessera.provider.importjobs.Finding;
import market.tessera.provider.importjobs.Findings;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.importjobs.ImportJobs;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What became of imports, for those who may know. */
@Component
class ImportReports {
    private final ImportJobs jobs;
    private final Findings findings;
    private final FilesOfImports files;

    ImportReports(ImportJobs jobs, Findings findings, FilesOfImports files) {
        this.jobs = jobs;
        this.findings = findings;
        this.files = files;
    }

    /** Empty if there is no such import, or it is somebody else's. */
    Mono<ImportReport> find(ApiCaller caller, String id, Optional<String> kind, Optional<String> cursor, int limit) {
        var after = cursor.map(text -> position(text, id, kind)).orElse(0L);
        return Mono.justOrEmpty(uuid(id))
                .flatMap(jobs::find)
                .filter(job ->
                        caller.isOperator() || String.valueOf(caller.provider()).equals(String.valueOf(job.provider())))
                .flatMap(job -> Mono.zip(
                        files.of(job.id()),
                        findings.page(job.id(), kind.map(ImportReports::kind).orElse(null), after, limit + 1),
                        (named, rows) -> page(job, named, rows, kind, limit)));
    }

    private static ImportReport page(
            ImportJob job, ImportReport.Files files, List<Findings.Numbered> rows, Optional<String> kind, int limit) {
        var shown = rows.stream().limit(limit).toList();
        var next = rows.size() > limit
                ? cursor(job.id().toString(), kind, shown.getLast().number())
                : null;
        return ImportReport.of(
                job, files, shown.stream().map(Findings.Numbered::finding).toList(), next);
    }

    private static Finding.Kind kind(String name) {
        return Finding.Kind.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    /** A cursor belongs to one list; with another it means nothing. */
    private static String cursor(String id, Optional<String> kind, long number) {
        var text = "%s %s %d".formatted(id.substring(0, 8), kind.orElse("all"), number);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long position(String cursor, String id, Optional<String> kind) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", -1);
            if (parts.length == 3 && id.startsWith(parts[0]) && parts[1].equals(kind.orElse("all"))) {
                return Long.parseLong(parts[2]);
            }
            throw foreignCursor();
        } catch (IllegalArgumentException malformed) {
            throw foreignCursor();
        }
    }

    private static Problem foreignCursor() {
        return Problem.invalid(
                List.of(Problem.Violation.parameter("cursor", "Parameter 'cursor' is not a cursor of this list")));
    }
}
