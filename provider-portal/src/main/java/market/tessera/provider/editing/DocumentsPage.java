package market.tessera.provider.editing;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.provider.attachment.TakeDocument;
import market.tessera.provider.attachment.TakeDocument.Taken;
import market.tessera.provider.draft.EditDraft;
import market.tessera.provider.draft.EditDraft.Saving;
import market.tessera.provider.draft.Work;
import market.tessera.provider.media.Refusal;
import market.tessera.provider.media.UploadedForm;
import market.tessera.provider.offering.Attachment;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.staff.ProviderScope;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where a document is uploaded, with what it is called. It becomes an entry of the draft's documents, which the editor changes and removes. */
@Controller
@RequestMapping("/portal/offerings/{id}/documents")
class DocumentsPage {
    private final OpenDrafts drafts;
    private final EditDraft editDraft;
    private final TakeDocument takeDocument;

    DocumentsPage(OpenDrafts drafts, EditDraft editDraft, TakeDocument takeDocument) {
        this.drafts = drafts;
        this.editDraft = editDraft;
        this.takeDocument = takeDocument;
    }

    /** What was typed about a document. */
    record Typed(String title, String type, String language) {
        static Typed of(UploadedForm form) {
            return new Typed(form.field("title"), form.field("type"), form.field("language"));
        }

        /** As it is most likely. */
        static Typed before(Work work) {
            return new Typed(
                    "", "", work.elements().languages().stream().findFirst().orElse(""));
        }

        Optional<Attachment.Type> kind() {
            return Attachment.Type.of(type);
        }

        /** The inputs that are not as they should be. */
        List<String> wrong() {
            return Stream.of(
                            title.isEmpty() || title.length() > Attachment.LONGEST_TITLE ? "title" : "",
                            kind().isEmpty() ? "type" : "",
                            language.matches(Attachment.LANGUAGE) ? "" : "language")
                    .filter(input -> !input.isEmpty())
                    .toList();
        }
    }

    @GetMapping
    Mono<Rendering> show(ProviderScope scope, @PathVariable UUID id) {
        return drafts.with(
                scope,
                id,
                work -> Mono.just(view(work, Typed.before(work), List.of(), isFull(work) ? Refusal.TOO_MANY.key() : "")
                        .build()));
    }

    /** The file comes last in the form, so that a file that is too large does not take the words with it. */
    @PostMapping
    Mono<Rendering> upload(ProviderScope scope, @PathVariable UUID id, ServerWebExchange exchange) {
        return drafts.with(
                scope,
                id,
                work -> takeDocument.receive(
                        exchange,
                        form -> upload(scope, work, form),
                        form -> Mono.just(refused(work, Typed.of(form), Refusal.BUSY))));
    }

    private Mono<Rendering> upload(ProviderScope scope, Work work, UploadedForm form) {
        var typed = Typed.of(form);
        var wrong = typed.wrong();
        if (!wrong.isEmpty()) {
            return Mono.just(view(work, typed, wrong, "")
                    .status(HttpStatus.UNPROCESSABLE_CONTENT)
                    .build());
        }
        if (isFull(work)) {
            return Mono.just(refused(work, typed, Refusal.TOO_MANY));
        }
        return takeDocument
                .take(work.provider(), form, typed.title(), typed.language())
                .flatMap(taken -> switch (taken) {
                    case Taken.Kept kept -> attach(scope, work, attachment(typed, kept));
                    case Taken.Refused(var why) -> Mono.just(refused(work, typed, why));
                });
    }

    private static Attachment attachment(Typed typed, Taken.Kept kept) {
        return new Attachment(
                kept.address(), typed.title(), typed.kind().orElseThrow(), typed.language(), kept.size(), kept.pages());
    }

    private Mono<Rendering> attach(ProviderScope scope, Work work, Attachment document) {
        return editDraft
                .change(scope, work.id(), elements -> with(elements, document))
                .map(saving -> switch (saving) {
                    case Saving.Saved _ ->
                        OpenDrafts.seeOther("/portal/offerings/" + work.id() + "/edit?saved#documents");
                    case Saving.Conflict _, Saving.Closed _ -> OpenDrafts.seeOther("/portal/offerings/" + work.id());
                })
                .onErrorResume(
                        TooMany.class,
                        _ -> Mono.just(refused(
                                work,
                                new Typed(document.title(), document.type().key(), document.language()),
                                Refusal.TOO_MANY)));
    }

    /** The same file again takes its own place, with what is said of it now. */
    private static Elements with(Elements elements, Attachment document) {
        var others = elements.documents().stream()
                .filter(known -> !known.url().equals(document.url()))
                .toList();
        if (others.size() >= Attachment.MOST) {
            throw new TooMany();
        }
        return elements.with(
                "documents", Stream.concat(others.stream(), Stream.of(document)).toList());
    }

    /** Others have attached the last ones meanwhile; nothing of the change is stored. */
    private static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static boolean isFull(Work work) {
        return work.elements().documents().size() >= Attachment.MOST;
    }

    private static Rendering refused(Work work, Typed typed, Refusal why) {
        return view(work, typed, List.of(), why.key())
                .status(why.status())
                .headers(why.headers())
                .build();
    }

    /** @param mistake why the file was not taken; empty if it was not looked at */
    private static Rendering.Builder<?> view(Work work, Typed typed, List<String> wrong, String mistake) {
        return Rendering.view("provider-portal/documents")
                .modelAttribute("work", work)
                .modelAttribute("typed", typed)
                .modelAttribute("types", Attachment.Type.keys())
                .modelAttribute("wrong", wrong)
                .modelAttribute("mistake", mistake);
    }
}
