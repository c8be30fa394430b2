package market.tessera.provider.imports;

import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.provider.mapping.Mappings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What a single file can be read by: formats that say themselves what they mean, and mappings. */
@Component
public class Formats {
    private final ReadBy readBy;
    private final Mappings mappings;

    Formats(ReadBy readBy, Mappings mappings) {
        this.readBy = readBy;
        this.mappings = mappings;
    }

    /** @param title of a mapping; null for a format, whose words are in the message bundle */
    public record Format(String name, @Nullable String title) {}

    /** Those that any of these providers can use. */
    public Flux<Format> all(UUID[] providers) {
        return Flux.concat(
                Flux.just(CatalogueSource.INPUT, LinkedDataSource.INPUT, EduApiSource.INPUT)
                        .map(name -> new Format(name, null)),
                Flux.defer(() -> Flux.fromStream(shipped())).subscribeOn(Schedulers.boundedElastic()));
    }

    private Stream<Format> shipped() {
        return mappings.all().entrySet().stream()
                .filter(entry -> entry.getValue().inputs().size() == 1)
                .map(entry -> new Format(entry.getKey(), entry.getValue().title()));
    }

    public Mono<Boolean> knows(UUID provider, String name) {
        return name.isEmpty()
                ? Mono.just(false)
                : readBy.find(provider, name).map(found -> !(found instanceof ReadBy.Found.Broken));
    }
}
