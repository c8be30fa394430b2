package market.tessera.provider.imports;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import market.tessera.provider.formats.ReadBy;
import market.tessera.provider.importjobs.ImportProperties;
import market.tessera.provider.mapping.Mappings;
import market.tessera.provider.provider.Provider;
import market.tessera.provider.provider.Providers;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.FormFieldPart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Starts an import of a file that somebody sends by a form. */
@Component
class UploadedImport {
    private final StartImport startImport;
    private final ReadBy readBy;
    private final Providers providers;
    private final ImportProperties properties;

    UploadedImport(StartImport startImport, ReadBy readBy, Providers providers, ImportProperties properties) {
        this.startImport = startImport;
        this.readBy = readBy;
        this.providers = providers;
        this.properties = properties;
    }

    /** How it went. */
    sealed interface Sent {
        record Started(UUID id) implements Sent {}

        /** @param reasons one sentence each */
        record Refused(List<String> reasons) implements Sent {}
    }

    Mono<Sent> start(ProviderScope scope, ServerWebExchange exchange) {
        return exchange.getMultipartData().flatMap(form -> start(scope, form));
    }

    private Mono<Sent> start(ProviderScope scope, MultiValueMap<String, Part> form) {
        var provider = uuid(text(form, "provider"));
        var file = form.getFirst("file") instanceof FilePart sent
                        && !sent.filename().isEmpty()
                ? sent
                : null;
        if (provider.isEmpty() || file == null) {
            return Mono.just(refused("Choose a file."));
        }
        scope.require(provider.get(), Role.AUTHOR, Role.ADMINISTRATOR);
        return readBy.find(provider.get(), text(form, "format")).flatMap(found -> switch (found) {
            case ReadBy.Found.Broken(var reasons) -> Mono.<Sent>just(new Sent.Refused(reasons));
            case ReadBy.Found.Unmapped(var input) -> start(scope, provider.get(), form, new Sending(input, file, null));
            case ReadBy.Found.Mapped(var ready) ->
                start(scope, provider.get(), form, new Sending(ready.mapping().mainInput(), file, ready));
        });
    }

    private Mono<Sent> start(ProviderScope scope, UUID provider, MultiValueMap<String, Part> form, Sending sending) {
        return providers
                .find(provider)
                .map(known -> order(scope, known, form, sending.mapping()))
                .flatMap(order -> startImport.start(order, Flux.just(upload(sending.input(), sending.file()))))
                .map(UploadedImport::sent);
    }

    private Upload upload(String input, FilePart file) {
        var most = properties.maxSize().toBytes();
        return new Upload(
                input,
                target -> file.transferTo(target)
                        .then(Mono.fromCallable(() -> Files.size(target)).subscribeOn(Schedulers.boundedElastic()))
                        .flatMap(size -> size > most ? Mono.error(new Upload.TooLarge()) : Mono.empty()));
    }

    private static ImportOrder order(
            ProviderScope scope,
            Provider provider,
            MultiValueMap<String, Part> form,
            Mappings.Outcome.@Nullable Ready mapping) {
        return new ImportOrder(
                scope.actor().id().toString(),
                scope.actor().answersFor(),
                provider,
                text(form, "source").isEmpty() ? null : text(form, "source"),
                mapping,
                text(form, "withdrawMissing").equals("true"),
                text(form, "dryRun").equals("true"),
                false,
                null,
                null);
    }

    private static Sent sent(ImportStart start) {
        return start instanceof ImportStart.Accepted(var job)
                ? new Sent.Started(job.id())
                : new Sent.Refused(start.reasons());
    }

    /** A file as the form has it, and how it is read. */
    private record Sending(String input, FilePart file, Mappings.Outcome.@Nullable Ready mapping) {}

    private static Sent refused(String reason) {
        return new Sent.Refused(List.of(reason));
    }

    private static String text(MultiValueMap<String, Part> form, String name) {
        return form.getFirst(name) instanceof FormFieldPart field
                ? field.value().strip()
                : "";
    }

    private static Optional<UUID> uuid(String typed) {
        try {
            return Optional.of(UUID.fromString(typed));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
