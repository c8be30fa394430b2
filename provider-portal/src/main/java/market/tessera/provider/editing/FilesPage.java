package market.tessera.provider.editing;

import java.util.UUID;
import market.tessera.provider.draft.EditDraft;
import market.tessera.provider.draft.EditDraft.Saving;
import market.tessera.provider.draft.Work;
import market.tessera.provider.media.Refusal;
import market.tessera.provider.media.Shape;
import market.tessera.provider.media.TakePicture;
import market.tessera.provider.media.TakePicture.Taken;
import market.tessera.provider.media.UploadedForm;
import market.tessera.provider.offering.Image;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where the picture of an offering is uploaded, with what it shows in words. It becomes an element of the draft like any other. */
@Controller
@RequestMapping("/portal/offerings/{id}/files")
class FilesPage {
    private static final int LONGEST_ALT = 250;

    private final OpenDrafts drafts;
    private final EditDraft editDraft;
    private final TakePicture takePicture;

    FilesPage(OpenDrafts drafts, EditDraft editDraft, TakePicture takePicture) {
        this.drafts = drafts;
        this.editDraft = editDraft;
        this.takePicture = takePicture;
    }

    @GetMapping
    Mono<Rendering> show(ProviderScope scope, @PathVariable UUID id) {
        return drafts.with(scope, id, work -> Mono.just(page(work, HttpStatus.OK, alt(work), "")));
    }

    /** The file comes last in the form, so that a file that is too large does not take the words with it. */
    @PostMapping("/picture")
    Mono<Rendering> upload(ProviderScope scope, @PathVariable UUID id, ServerWebExchange exchange) {
        return drafts.with(
                scope,
                id,
                work -> takePicture.receive(
                        exchange,
                        form -> upload(scope, work, form),
                        form -> Mono.just(page(work, Refusal.BUSY, form.field("alt")))));
    }

    private Mono<Rendering> upload(ProviderScope scope, Work work, UploadedForm form) {
        var alt = form.field("alt");
        if (alt.isEmpty() || alt.length() > LONGEST_ALT) {
            return Mono.just(page(work, HttpStatus.UNPROCESSABLE_CONTENT, alt, "alt"));
        }
        return takePicture.take(work.provider(), form, Shape.OFFERING).flatMap(taken -> switch (taken) {
            case Taken.Kept(var address) -> change(scope, work, new Image(address, alt));
            case Taken.Refused(var why) -> Mono.just(page(work, why, alt));
        });
    }

    @PostMapping("/picture/remove")
    Mono<Rendering> remove(ProviderScope scope, @PathVariable UUID id) {
        return drafts.with(scope, id, work -> change(scope, work, null));
    }

    private Mono<Rendering> change(ProviderScope scope, Work work, @Nullable Image image) {
        return editDraft
                .change(scope, work.id(), elements -> elements.with("image", image))
                .map(saving -> switch (saving) {
                    case Saving.Saved _ -> OpenDrafts.seeOther("/portal/offerings/" + work.id() + "/edit?saved#image");
                    case Saving.Conflict _, Saving.Closed _ -> OpenDrafts.seeOther("/portal/offerings/" + work.id());
                });
    }

    private static Rendering page(Work work, Refusal why, String alt) {
        return view(work, alt, why.key())
                .status(why.status())
                .headers(why.headers())
                .build();
    }

    private static Rendering page(Work work, HttpStatus status, String alt, String mistake) {
        return view(work, alt, mistake).status(status).build();
    }

    private static Rendering.Builder<?> view(Work work, String alt, String mistake) {
        return Rendering.view("provider-portal/files")
                .modelAttribute("work", work)
                .modelAttribute("alt", alt)
                .modelAttribute("mistake", mistake);
    }

    private static String alt(Work work) {
        var image = work.elements().image();
        return image == null ? "" : image.alt();
    }
}
