package market.tessera.checkout.transcript;

import java.util.Locale;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The page of a learner's record: the learner's own, and the one that others see by a link. */
@Controller
class TranscriptPages {
    private static final String OWN = "/learning/transcript";

    private final WriteTranscript write;
    private final Transcripts transcripts;
    private final TranscriptView view;

    TranscriptPages(WriteTranscript write, Transcripts transcripts, TranscriptView view) {
        this.write = write;
        this.transcripts = transcripts;
        this.view = view;
    }

    @GetMapping(OWN)
    Mono<Rendering> own(@AuthenticationPrincipal Person learner, Locale locale, ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return transcripts
                .link(learner.id())
                .map(this::address)
                .defaultIfEmpty("")
                .flatMap(link -> write.of(learner.id(), false)
                        .map(transcript -> page(transcript, OWN, locale)
                                .modelAttribute("own", true)
                                .modelAttribute("link", link)
                                .build())
                        .switchIfEmpty(Mono.fromSupplier(() -> Rendering.view("checkout/transcript-empty")
                                .modelAttribute("link", link)
                                .build())));
    }

    @PostMapping(OWN + "/link")
    Mono<Rendering> makeLink(@AuthenticationPrincipal Person learner) {
        return transcripts.makeLink(learner.id()).thenReturn(SeeOther.to(OWN + "#share"));
    }

    @PostMapping(OWN + "/link/end")
    Mono<Rendering> endLink(@AuthenticationPrincipal Person learner) {
        return transcripts.endLink(learner.id()).thenReturn(SeeOther.to(OWN + "#share"));
    }

    /** Says the same of a link that has ended and of one that never was. */
    @GetMapping("/learning/transcripts/{key:[0-9a-f-]{36}}")
    Mono<Rendering> shared(@PathVariable UUID key, Locale locale, ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return transcripts
                .learner(key)
                .flatMap(learner -> write.of(learner, true))
                .map(transcript -> page(transcript, "/learning/transcripts/" + key, locale)
                        .modelAttribute("own", false)
                        .modelAttribute("link", "")
                        .build())
                .defaultIfEmpty(Rendering.view("checkout/word")
                        .status(HttpStatus.NOT_FOUND)
                        .modelAttribute("words", "transcript.ended")
                        .modelAttribute("onward", "/")
                        .build());
    }

    private Rendering.Builder<?> page(Transcript transcript, String files, Locale locale) {
        return Rendering.view("checkout/transcript")
                .modelAttribute("recipient", transcript.recipient())
                .modelAttribute("issued", view.issued(transcript, locale))
                .modelAttribute("lines", view.lines(transcript, locale))
                .modelAttribute("files", files);
    }

    private String address(UUID key) {
        return view.address("/learning/transcripts/" + key);
    }
}
