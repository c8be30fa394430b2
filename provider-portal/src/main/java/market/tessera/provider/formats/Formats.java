package market.tessera.provider.formats;

import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.provider.mapping.Mappings;
import market.tessera.provider.mapping.OwnMappings;
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
    private final OwnMappings own;

    Formats(ReadBy readBy, Mappings mappings, OwnMappings own) {
        this.readBy = readBy;
        this.mappings = mappings;
        this.own = own;
    }

    /** @param title of a mapping; null for a format, whose words are in the message bundle */
    public record Format(String name, @Nullable String title) {}

    /** Those that any of these providers can use. */
    public Flux<Format> all(UUID[] providers) {
        return Flux.concat(
                Flux.just(CatalogueSource.INPUT, LinkedDataSource.INPUT, EduApiSource.INPUT)
                        .map(name -> new Format(name, null)),
                own.of(providers).map(OwnMappings.Kept::name).distinct().map(name -> new Format(name, name)),
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
