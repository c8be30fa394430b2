package market.tessera.provider.offeringpage;

import static java.util.stream.Collectors.joining;
import static market.tessera.platform.problem.Missing.notFound;

import java.util.Locale;
import java.util.UUID;
import market.tessera.provider.draft.Drafts;
import market.tessera.provider.draft.History;
import market.tessera.provider.draft.History.Audited;
import market.tessera.provider.elements.Change;
import market.tessera.provider.provider.Csv;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The audit trail as a file: who did what when and why, and which elements had changed. */
@Controller
class AuditFiles {
    private static final String HEADER = Csv.line(
            "at",
            "offering",
            "title",
            "action",
            "edition",
            "name",
            "actor",
            "in place of",
            "reason",
            "changed elements");

    private final History history;
    private final Drafts drafts;

    AuditFiles(History history, Drafts drafts) {
        this.history = history;
        this.drafts = drafts;
    }

    @GetMapping("/portal/offerings/{id}/history.csv")
    Mono<ResponseEntity<Flux<DataBuffer>>> ofOffering(ProviderScope scope, @PathVariable UUID id) {
        return drafts.find(scope, id).switchIfEmpty(notFound()).map(work -> file(work.provider(), id));
    }

    @GetMapping("/portal/settings/{provider}/history.csv")
    ResponseEntity<Flux<DataBuffer>> ofProvider(ProviderScope scope, @PathVariable UUID provider) {
        scope.require(provider, Role.ADMINISTRATOR);
        return file(provider, null);
    }

    private ResponseEntity<Flux<DataBuffer>> file(UUID provider, @Nullable UUID offering) {
        return Csv.download(
                "history.csv",
                Flux.just(HEADER).concatWith(history.audit(provider, offering).map(AuditFiles::line)));
    }

    private static String line(Audited audited) {
        var entry = audited.entry();
        return Csv.line(
                entry.at(),
                audited.offering(),
                audited.title(),
                entry.action().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                entry.edition(),
                entry.name(),
                audited.actor(),
                entry.inPlaceOf(),
                entry.why(),
                entry.changes().stream().map(Change::element).collect(joining(" ")));
    }
}
