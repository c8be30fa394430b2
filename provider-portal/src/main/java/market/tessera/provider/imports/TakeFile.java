package market.tessera.provider.imports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.formats.ReadBy;
import market.tessera.provider.mapping.Mappings;
import market.tessera.provider.provider.Provider;
import market.tessera.provider.provider.Providers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Imports a file of a provider's that has come some other way than by a request. */
@Component
public class TakeFile {
    private final StartImport startImport;
    private final ReadBy readBy;
    private final Providers providers;

    TakeFile(StartImport startImport, ReadBy readBy, Providers providers) {
        this.startImport = startImport;
        this.readBy = readBy;
        this.providers = providers;
    }

    /**
     * What is to be imported.
     *
     * @param answersFor who answers for what it changes
     * @param source its name, where the file does not say it
     * @param format {@code catalogue}, {@code linked-data}, {@code edu-api}, or the name of a mapping
     * @param propose whether changes go to the reviewers first; null for as the provider has it
     * @param file is gone afterwards
     */
    public record Order(
            UUID provider,
            UUID answersFor,
            String source,
            String format,
            @Nullable Boolean propose,
            Path file) {}

    /** How it went. */
    public sealed interface Taken {
        record Started(UUID id) implements Taken {}

        /** @param reasons one sentence each */
        record Refused(List<String> reasons) implements Taken {}
    }

    public Mono<Taken> take(Order order) {
        return Mono.zip(providers.find(order.provider()), readBy.find(order.provider(), order.format()))
                .flatMap(known -> switch (known.getT2()) {
                    case ReadBy.Found.Unmapped(var input) -> start(order, known.getT1(), input, null);
                    case ReadBy.Found.Mapped(var ready) ->
                        start(order, known.getT1(), ready.mapping().mainInput(), ready);
                    case ReadBy.Found.Broken(var reasons) -> Mono.just(new Taken.Refused(reasons));
                });
    }

    private Mono<Taken> start(Order order, Provider provider, String input, Mappings.Outcome.@Nullable Ready mapping) {
        var wish = new ImportOrder(
                order.answersFor().toString(),
                order.answersFor(),
                provider,
                order.source(),
                mapping,
                false,
                false,
                false,
                order.propose(),
                null);
        return startImport
                .start(wish, Flux.just(new Upload(input, target -> move(order.file(), target))))
                .map(TakeFile::taken);
    }

    private static Mono<Void> move(Path file, Path target) {
        return Mono.<Void>fromCallable(() -> {
                    Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static Taken taken(ImportStart start) {
        return start instanceof ImportStart.Accepted(var job)
                ? new Taken.Started(job.id())
                : new Taken.Refused(start.reasons());
    }
}
