package market.tessera.checkout.connecting;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import market.tessera.checkout.offer.Offer.Seller;
import market.tessera.checkout.outbound.Content;
import market.tessera.checkout.resultfile.ResultFiles;
import market.tessera.checkout.resultfile.ResultFiles.Report;
import market.tessera.platform.identity.Person;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.FormFieldPart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Results by file: the roster to fill in, and what became of each line of it. */
@Controller
@RequestMapping("/checkout/connections/{provider}")
class ResultsPage {
    private static final int MOST_BYTES = 1024 * 1024;

    private final ConnectionAccess access;
    private final ResultFiles files;

    ResultsPage(ConnectionAccess access, ResultFiles files) {
        this.access = access;
        this.files = files;
    }

    @GetMapping("/results")
    Mono<Rendering> show(
            @PathVariable UUID provider, @AuthenticationPrincipal Person person, ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return access.provider(person, provider).map(found -> page(found, Report.NONE));
    }

    @GetMapping("/roster.csv")
    Mono<ResponseEntity<Flux<DataBuffer>>> roster(@PathVariable UUID provider, @AuthenticationPrincipal Person person) {
        return access.provider(person, provider)
                .map(found -> ResponseEntity.ok()
                        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                        .cacheControl(CacheControl.noStore())
                        .headers(headers -> headers.setContentDisposition(ContentDisposition.attachment()
                                .filename("roster.csv")
                                .build()))
                        .body(files.roster(found.id())
                                .map(line -> DefaultDataBufferFactory.sharedInstance.wrap(
                                        line.getBytes(StandardCharsets.UTF_8)))));
    }

    /** The token against forgery stands in the address, because a form with a file in it is read after it was checked. */
    @PostMapping("/results")
    Mono<Rendering> take(
            @PathVariable UUID provider, @AuthenticationPrincipal Person person, ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return access.provider(person, provider)
                .flatMap(found -> exchange.getMultipartData()
                        .flatMap(form -> file(form).flatMap(file -> files.take(provider, file, isTrial(form))))
                        .onErrorResume(ResultsPage::isTooLarge, _ -> Mono.just(Report.unusable("tooLarge")))
                        .map(report -> page(found, report)));
    }

    private static boolean isTrial(MultiValueMap<String, Part> form) {
        return form.getFirst("trial") instanceof FormFieldPart field
                && field.value().equals("true");
    }

    private static Mono<Content> file(MultiValueMap<String, Part> form) {
        return form.getFirst("file") instanceof FilePart sent
                ? DataBufferUtils.join(sent.content(), MOST_BYTES)
                        .map(ResultsPage::bytes)
                        .defaultIfEmpty(new Content(new byte[0]))
                : Mono.just(new Content(new byte[0]));
    }

    private static Content bytes(DataBuffer buffer) {
        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return new Content(bytes);
    }

    private static boolean isTooLarge(Throwable failure) {
        return failure instanceof DataBufferLimitException
                || failure instanceof DecodingException
                || (failure instanceof ServerWebInputException && failure.getCause() instanceof DecodingException);
    }

    private static Rendering page(Seller provider, Report report) {
        return Rendering.view("checkout/results")
                .status(report.problem() == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .modelAttribute("provider", provider)
                .modelAttribute("report", report)
                .build();
    }
}
