package market.tessera.checkout.transcript;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import market.tessera.platform.identity.Person;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A learner's record as files: for programs in both signed forms, and for paper. */
@RestController
class TranscriptFiles {
    private static final String OWN = "/learning/transcript";
    private static final String SHARED = "/learning/transcripts/{key:[0-9a-f-]{36}}";
    private static final MediaType JSON_LD = MediaType.parseMediaType("application/vc+ld+json");
    private static final MediaType JWT = MediaType.parseMediaType("application/vc+jwt");

    private final WriteTranscript write;
    private final Transcripts transcripts;
    private final TranscriptView view;

    TranscriptFiles(WriteTranscript write, Transcripts transcripts, TranscriptView view) {
        this.write = write;
        this.transcripts = transcripts;
        this.view = view;
    }

    @GetMapping(OWN + "/transcript.json")
    Mono<ResponseEntity<String>> json(@AuthenticationPrincipal Person learner) {
        return file(own(learner), "transcript.json", JSON_LD, Transcript::credential);
    }

    @GetMapping(OWN + "/transcript.jwt")
    Mono<ResponseEntity<String>> jwt(@AuthenticationPrincipal Person learner) {
        return file(own(learner), "transcript.jwt", JWT, Transcript::jwt);
    }

    /** It names the page that others see, if there is one; else where badges are verified. */
    @GetMapping(OWN + "/transcript.pdf")
    Mono<ResponseEntity<byte[]>> pdf(@AuthenticationPrincipal Person learner, Locale locale) {
        return transcripts
                .link(learner.id())
                .map(key -> "/learning/transcripts/" + key)
                .defaultIfEmpty("/verify")
                .flatMap(path -> paper(own(learner), path, locale));
    }

    @GetMapping(SHARED + "/transcript.json")
    Mono<ResponseEntity<String>> sharedJson(@PathVariable UUID key) {
        return file(shared(key), "transcript.json", JSON_LD, Transcript::credential);
    }

    @GetMapping(SHARED + "/transcript.jwt")
    Mono<ResponseEntity<String>> sharedJwt(@PathVariable UUID key) {
        return file(shared(key), "transcript.jwt", JWT, Transcript::jwt);
    }

    @GetMapping(SHARED + "/transcript.pdf")
    Mono<ResponseEntity<byte[]>> sharedPdf(@PathVariable UUID key, Locale locale) {
        return paper(shared(key), "/learning/transcripts/" + key, locale);
    }

    private Mono<Transcript> own(Person learner) {
        return write.of(learner.id(), false);
    }

    private Mono<Transcript> shared(UUID key) {
        return transcripts.learner(key).flatMap(learner -> write.of(learner, true));
    }

    private Mono<ResponseEntity<byte[]>> paper(Mono<Transcript> transcript, String path, Locale locale) {
        return file(transcript, "transcript.pdf", MediaType.APPLICATION_PDF, found -> view.pdf(found, path, locale));
    }

    /** Drawing takes a while: not where connections are served. */
    private static <T> Mono<ResponseEntity<T>> file(
            Mono<Transcript> transcript, String name, MediaType type, Function<Transcript, T> form) {
        return transcript
                .publishOn(Schedulers.boundedElastic())
                .map(found -> ResponseEntity.ok()
                        .contentType(type)
                        .cacheControl(CacheControl.noStore())
                        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                        .body(form.apply(found)))
                .switchIfEmpty(notFound());
    }
}
