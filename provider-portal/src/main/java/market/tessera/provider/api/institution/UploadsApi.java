package market.tessera.provider.api.institution;

import java.net.URI;
import java.util.Locale;
import market.tessera.platform.problem.Parameters;
import market.tessera.platform.problem.Problem;
import market.tessera.provider.api.CallParameters;
import market.tessera.provider.attachment.TakeDocument;
import market.tessera.provider.media.Reception;
import market.tessera.provider.media.Reception.Kind;
import market.tessera.provider.media.Refusal;
import market.tessera.provider.media.Shape;
import market.tessera.provider.media.TakePicture;
import market.tessera.provider.media.UploadedForm;
import market.tessera.provider.offering.Attachment;
import market.tessera.provider.offering.Image;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.springframework.context.MessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Takes the files that offerings show. The request is nothing but the file; the answer is the element that names it, to be put into an offering.
 * The same request again gives the same address, so that sending it twice does no harm.
 */
@RestController
@RequestMapping("/api/v1/provider")
class UploadsApi {
    private static final int LONGEST_ALT = 250;
    private static final int LONGEST_LANGUAGE = 20;

    private final Reception reception;
    private final TakePicture takePicture;
    private final TakeDocument takeDocument;
    private final MessageSource messages;

    UploadsApi(Reception reception, TakePicture takePicture, TakeDocument takeDocument, MessageSource messages) {
        this.reception = reception;
        this.takePicture = takePicture;
        this.takeDocument = takeDocument;
        this.messages = messages;
    }

    /** The answer is an offering's {@code image}. */
    @PostMapping(
            path = "/pictures",
            consumes = {"image/png", "image/jpeg", "image/webp", "application/octet-stream"})
    Mono<ResponseEntity<Image>> picture(ProviderScope scope, ServerWebExchange exchange) {
        scope.require(scope.providers()[0], Role.AUTHOR, Role.ADMINISTRATOR);
        var parameters = CallParameters.of(exchange);
        var alt = needed(parameters, "alt", LONGEST_ALT);
        parameters.check();
        return reception.file(exchange, Kind.PICTURE, file -> picture(scope, file, alt), refused(Refusal.BUSY));
    }

    private Mono<ResponseEntity<Image>> picture(ProviderScope scope, UploadedForm file, String alt) {
        return takePicture.take(scope.providers()[0], file, Shape.OFFERING).flatMap(taken -> switch (taken) {
            case TakePicture.Taken.Kept(var address) -> Mono.just(created(address, new Image(address, alt)));
            case TakePicture.Taken.Refused(var why) -> refused(why);
        });
    }

    /** The answer is an entry of an offering's {@code documents}. */
    @PostMapping(
            path = "/documents",
            consumes = {"application/pdf", "application/octet-stream"})
    Mono<ResponseEntity<Attachment>> document(ProviderScope scope, ServerWebExchange exchange) {
        scope.require(scope.providers()[0], Role.AUTHOR, Role.ADMINISTRATOR);
        var parameters = CallParameters.of(exchange);
        var title = needed(parameters, "title", Attachment.LONGEST_TITLE);
        var type = parameters.oneOf("type", Attachment.Type.keys());
        var language = needed(parameters, "language", LONGEST_LANGUAGE);
        if (type.isEmpty()) {
            parameters.refuse("type", "is needed");
        }
        if (!language.isEmpty() && !language.matches(Attachment.LANGUAGE)) {
            parameters.refuse("language", "must be a BCP 47 language tag");
        }
        parameters.check();
        var kind = type.flatMap(Attachment.Type::of).orElseThrow();
        return reception.file(
                exchange, Kind.DOCUMENT, file -> document(scope, file, title, kind, language), refused(Refusal.BUSY));
    }

    private Mono<ResponseEntity<Attachment>> document(
            ProviderScope scope, UploadedForm file, String title, Attachment.Type type, String language) {
        return takeDocument.take(scope.providers()[0], file, title, language).flatMap(taken -> switch (taken) {
            case TakeDocument.Taken.Kept(var address, var size, var pages) ->
                Mono.just(created(address, new Attachment(address, title, type, language, size, pages)));
            case TakeDocument.Taken.Refused(var why) -> refused(why);
        });
    }

    private static String needed(Parameters parameters, String name, int longest) {
        var given = parameters.text(name, longest).map(String::strip).orElse("");
        if (given.isEmpty()) {
            parameters.refuse(name, "is needed");
        }
        return given;
    }

    private static <T> ResponseEntity<T> created(String address, T element) {
        return ResponseEntity.created(URI.create(address)).body(element);
    }

    /** In the words of the page. */
    private <T> Mono<T> refused(Refusal why) {
        return Mono.error(() -> {
            var problem = Problem.of(
                    why.status(),
                    "file-" + why.key(),
                    "The file is not taken",
                    messages.getMessage("media.refused." + why.key(), null, Locale.ENGLISH));
            problem.getHeaders().addAll(why.headers());
            return problem;
        });
    }
}
