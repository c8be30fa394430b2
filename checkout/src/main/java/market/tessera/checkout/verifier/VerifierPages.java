package market.tessera.checkout.verifier;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import market.tessera.checkout.outbound.Content;
import market.tessera.checkout.verifier.Reading.Found;
import market.tessera.checkout.verifier.Reading.Problem;
import market.tessera.checkout.verifier.Reading.Unreadable;
import market.tessera.platform.identity.Network;
import market.tessera.platform.identity.Throttle;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.FormFieldPart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The page on which anybody can have a badge verified. */
@Controller
class VerifierPages {
    private static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** In an hour. Each may fetch what its badge names: this is no way to have others called without end. */
    private static final int PER_NETWORK = 300;

    private final ReadCredential read;
    private final CheckCredential check;
    private final DescribeReport describe;
    private final Scheduler work;
    private final Throttle throttle;

    VerifierPages(
            ReadCredential read,
            CheckCredential check,
            DescribeReport describe,
            Scheduler verifierWork,
            Throttle throttle) {
        this.read = read;
        this.check = check;
        this.describe = describe;
        this.work = verifierWork;
        this.throttle = throttle;
    }

    /**
     * What somebody handed in.
     *
     * @param text a credential or an address
     * @param email whose it should be
     */
    record Submission(Content file, String text, String email) {
        static final Submission NONE = new Submission(new Content(new byte[0]), "", "");

        boolean isEmpty() {
            return file.isEmpty() && text.isEmpty();
        }
    }

    /** @param address of a badge, so that a link can bring it along */
    @GetMapping("/verify")
    Rendering form(@RequestParam(defaultValue = "") String address) {
        return page(new Submission(new Content(new byte[0]), address, "")).build();
    }

    @PostMapping("/verify")
    Mono<Rendering> verify(ServerWebExchange exchange, Locale locale) {
        return throttle.take("verify:network", Network.of(exchange.getRequest().getRemoteAddress()), PER_NETWORK)
                .flatMap(free ->
                        free ? submitted(exchange, locale) : Mono.just(refusal(Submission.NONE, Problem.TOO_MANY)));
    }

    private Mono<Rendering> submitted(ServerWebExchange exchange, Locale locale) {
        return exchange.getMultipartData()
                .flatMap(VerifierPages::submission)
                .flatMap(submission -> verify(submission, locale))
                .onErrorResume(VerifierPages::isTooLarge, _ -> Mono.just(refusal(Submission.NONE, Problem.TOO_LARGE)));
    }

    private Mono<Rendering> verify(Submission submission, Locale locale) {
        return ReadOnce.within(looked(submission, locale))
                .subscribeOn(work)
                .timeout(PATIENCE)
                .onErrorResume(TimeoutException.class, _ -> Mono.just(refusal(submission, Problem.SILENT)))
                .onErrorResume(RejectedExecutionException.class, _ -> Mono.just(refusal(submission, Problem.BUSY)));
    }

    private Mono<Rendering> looked(Submission submission, Locale locale) {
        return reading(submission).flatMap(reading -> switch (reading) {
            case Unreadable(var problem) -> Mono.just(refusal(submission, problem));
            case Found found ->
                check.check(found, submission.email())
                        .map(report -> page(submission)
                                .modelAttribute("report", describe.describe(report, locale))
                                .build());
        });
    }

    private Mono<Reading> reading(Submission submission) {
        if (submission.isEmpty()) {
            return Mono.just(new Unreadable(Problem.NOTHING));
        }
        return submission.file().isEmpty()
                ? read.read(submission.text())
                : read.read(submission.file().bytes());
    }

    private static Mono<Submission> submission(MultiValueMap<String, Part> form) {
        return file(form).map(file -> new Submission(new Content(file), text(form, "badge"), text(form, "email")));
    }

    private static Mono<byte[]> file(MultiValueMap<String, Part> form) {
        return form.getFirst("file") instanceof FilePart sent
                ? DataBufferUtils.join(sent.content(), MOST_BYTES)
                        .map(buffer -> {
                            var bytes = new byte[buffer.readableByteCount()];
                            buffer.read(bytes);
                            DataBufferUtils.release(buffer);
                            return bytes;
                        })
                        .defaultIfEmpty(new byte[0])
                : Mono.just(new byte[0]);
    }

    private static String text(MultiValueMap<String, Part> form, String name) {
        return form.getFirst(name) instanceof FormFieldPart field
                ? field.value().strip()
                : "";
    }

    private static boolean isTooLarge(Throwable failure) {
        return failure instanceof DataBufferLimitException
                || failure instanceof DecodingException
                || (failure instanceof ServerWebInputException && failure.getCause() instanceof DecodingException);
    }

    private static Rendering refusal(Submission submission, Problem problem) {
        return page(submission)
                .status(status(problem))
                .modelAttribute("problem", problem.key())
                .build();
    }

    private static HttpStatus status(Problem problem) {
        return switch (problem) {
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
            case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
            case NOTHING, NO_BADGE, SEVERAL, PLAIN_IMAGE, WEB_PAGE, OLD_BADGE, ADDRESS, NOT_PUBLIC, SILENT, MISSING ->
                HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }

    private static Rendering.Builder<?> page(Submission submission) {
        return Rendering.view("checkout/verify").modelAttribute("submission", submission);
    }
}
