package market.tessera.provider.upkeep;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Where the operator takes offerings down and puts them up again. */
@Controller
@RequestMapping("/portal/takedowns")
class TakedownsPage {
    private static final int LONGEST = 2_000;
    private static final Set<String> DONE = Set.of("taken", "lifted");

    private final TakeDown takeDown;

    TakedownsPage(TakeDown takeDown) {
        this.takeDown = takeDown;
    }

    /** What was typed. */
    record Form(@Nullable String address, @Nullable String why) {
        static final Form BLANK = new Form("", "");

        /** The last part of the path, whatever stands before it. */
        String lastPart() {
            var path = Objects.requireNonNullElse(address, "").strip().replaceAll("[?#].*$|/+$", "");
            return path.substring(path.lastIndexOf('/') + 1);
        }

        String reason() {
            var said = Objects.requireNonNullElse(why, "").strip();
            return said.substring(0, Math.min(LONGEST, said.length()));
        }
    }

    @GetMapping
    Mono<Rendering> show(ProviderScope scope, @RequestParam(required = false) @Nullable String done) {
        scope.requireOperator();
        return page(Form.BLANK, "", HttpStatus.OK)
                .map(page -> page.modelAttribute("done", done != null && DONE.contains(done) ? done : "")
                        .build());
    }

    @PostMapping
    Mono<Rendering> take(ProviderScope scope, @ModelAttribute Form form) {
        scope.requireOperator();
        return form.reason().isEmpty()
                ? again(form, "reason")
                : takeDown.take(scope, form.lastPart(), form.reason())
                        .flatMap(taken -> taken ? Mono.just(back("taken")) : again(form, "unknown"));
    }

    @PostMapping("/{id}/lift")
    Mono<Rendering> lift(ProviderScope scope, @PathVariable UUID id) {
        scope.requireOperator();
        return takeDown.lift(scope, id).thenReturn(back("lifted"));
    }

    private Mono<Rendering> again(Form form, String mistake) {
        return page(form, mistake, HttpStatus.UNPROCESSABLE_CONTENT).map(Rendering.Builder::build);
    }

    private Mono<Rendering.Builder<?>> page(Form form, String mistake, HttpStatus status) {
        return takeDown.all()
                .collectList()
                .map(all -> Rendering.view("provider-portal/takedowns")
                        .status(status)
                        .modelAttribute("form", form)
                        .modelAttribute("mistake", mistake)
                        .modelAttribute("rows", all));
    }

    private static Rendering back(String done) {
        return SeeOther.to("/portal/takedowns?done=" + done);
    }
}
