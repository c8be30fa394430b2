package market.tessera.provider.imports;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.formats.Formats;
import market.tessera.provider.importjobs.Finding;
import market.tessera.provider.importjobs.Findings;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.importjobs.ImportJobs;
import market.tessera.provider.importjobs.RejectedRows;
import market.tessera.provider.provider.Csv;
import market.tessera.provider.staff.Members;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Catalogue files by hand: send one, try it first, and see what became of every row. */
@Controller
class ImportsPage {
    private static final Role[] WRITERS = {Role.AUTHOR, Role.ADMINISTRATOR};
    private static final int MOST_IMPORTS = 50;
    private static final int MOST_ROWS = 200;
    private static final String HEADER = Csv.line("kind", "input", "line", "external id", "field", "reason");

    private final ImportJobs jobs;
    private final Rows rows;
    private final Members members;
    private final Formats formats;
    private final UploadedImport upload;

    ImportsPage(ImportJobs jobs, Rows rows, Members members, Formats formats, UploadedImport upload) {
        this.jobs = jobs;
        this.rows = rows;
        this.members = members;
        this.formats = formats;
        this.upload = upload;
    }

    /** What is kept of rows when an import is over. */
    @Component
    record Rows(Findings findings, RejectedRows rejected, Vanished vanished, FilesOfImports files) {}

    @GetMapping("/portal/imports")
    Mono<Rendering> show(ProviderScope scope) {
        return page(scope, List.of(), HttpStatus.OK);
    }

    /** The form's fields are read by {@link UploadedImport}, since the file goes straight to disk. */
    @PostMapping("/portal/imports")
    Mono<Rendering> send(ProviderScope scope, ServerWebExchange exchange) {
        scope.requireSomewhere(WRITERS);
        return upload.start(scope, exchange).flatMap(sent -> switch (sent) {
            case UploadedImport.Sent.Started(var id) -> Mono.just(SeeOther.to("/portal/imports/" + id));
            case UploadedImport.Sent.Refused(var reasons) -> page(scope, reasons, HttpStatus.UNPROCESSABLE_CONTENT);
        });
    }

    @GetMapping("/portal/imports/{id}")
    Mono<Rendering> report(ProviderScope scope, @PathVariable UUID id, @RequestParam(defaultValue = "") String kind) {
        return own(scope, id)
                .flatMap(job -> Mono.zip(
                                rows.findings().page(id, kind(kind), 0, MOST_ROWS + 1),
                                rows.vanished().count(id),
                                rows.rejected().file(job).hasElement(),
                                rows.files().of(id))
                        .map(known -> Rendering.view("provider-portal/import")
                                .modelAttribute("report", ImportReport.of(job, known.getT4(), List.of(), null))
                                .modelAttribute("progress", job.progress())
                                .modelAttribute("vanished", known.getT2())
                                .modelAttribute("correctable", known.getT3())
                                .modelAttribute("over", job.over())
                                .modelAttribute("kind", kind(kind) == null ? "" : kind)
                                .modelAttribute(
                                        "rows",
                                        known.getT1().stream()
                                                .limit(MOST_ROWS)
                                                .map(Findings.Numbered::finding)
                                                .toList())
                                .modelAttribute("more", known.getT1().size() > MOST_ROWS)
                                .build()));
    }

    @GetMapping("/portal/imports/{id}/rows.csv")
    Mono<ResponseEntity<Flux<DataBuffer>>> rows(
            ProviderScope scope, @PathVariable UUID id, @RequestParam(defaultValue = "") String kind) {
        return own(scope, id)
                .map(job -> Csv.download(
                        "rows.csv",
                        Flux.just(HEADER)
                                .concatWith(rows.findings().all(id, kind(kind)).map(ImportsPage::line))));
    }

    /** As they stood in the file, to be corrected and sent again. */
    @GetMapping("/portal/imports/{id}/rejected.csv")
    Mono<ResponseEntity<Flux<DataBuffer>>> rejected(ProviderScope scope, @PathVariable UUID id) {
        return own(scope, id)
                .flatMap(rows.rejected()::file)
                .switchIfEmpty(notFound())
                .map(file -> Csv.download("rejected.csv", file.encoding(), file.lines()));
    }

    private static String line(Finding finding) {
        return Csv.line(
                finding.kind().name().toLowerCase(Locale.ROOT),
                finding.input(),
                finding.line(),
                finding.externalId(),
                finding.field(),
                finding.reason());
    }

    private Mono<ImportJob> own(ProviderScope scope, UUID id) {
        return jobs.find(id)
                .filter(job -> job.provider() != null)
                .switchIfEmpty(notFound())
                .doOnNext(job -> scope.require(Objects.requireNonNull(job.provider()), WRITERS));
    }

    private Mono<Rendering> page(ProviderScope scope, List<String> reasons, HttpStatus status) {
        scope.requireSomewhere(WRITERS);
        var writesFor = Set.of(scope.providers(WRITERS));
        return Mono.zip(
                        jobs.ofProviders(scope.providers(WRITERS), MOST_IMPORTS)
                                .map(job -> ImportReport.of(job, ImportReport.Files.NONE, List.of(), null))
                                .collectList(),
                        members.employers(scope)
                                .filter(employer -> writesFor.contains(employer.id()))
                                .map(employer -> option(employer.id().toString(), employer.name()))
                                .collectList(),
                        formats(scope))
                .map(known -> Rendering.view("provider-portal/imports")
                        .status(status)
                        .modelAttribute("imports", known.getT1())
                        .modelAttribute("employers", known.getT2())
                        .modelAttribute("formats", known.getT3())
                        .modelAttribute("reasons", reasons)
                        .build());
    }

    /** Mappings that a single file can be read by. */
    private Mono<List<Map<String, Object>>> formats(ProviderScope scope) {
        return formats.all(scope.providers(WRITERS))
                .filter(format -> format.title() != null)
                .map(format -> option(format.name(), Objects.requireNonNull(format.title())))
                .collectList();
    }

    private static Map<String, Object> option(String value, String label) {
        return Map.of("value", value, "label", label, "selected", false);
    }

    private static Finding.@Nullable Kind kind(String typed) {
        return Arrays.stream(Finding.Kind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(typed))
                .findFirst()
                .orElse(null);
    }
}
