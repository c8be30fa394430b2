package market.tessera.provider.formats;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import market.tessera.provider.mapping.Mappings;
import market.tessera.provider.mapping.OwnMappings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** How a file is read, by the name that forms and sources give it: a format that says itself what it means, or a mapping. */
@Component
public class ReadBy {
    private static final Map<String, String> UNMAPPED = Map.of(
            "",
            CatalogueSource.INPUT,
            CatalogueSource.INPUT,
            CatalogueSource.INPUT,
            LinkedDataSource.INPUT,
            LinkedDataSource.INPUT,
            EduApiSource.INPUT,
            EduApiSource.INPUT);

    private final Mappings mappings;
    private final OwnMappings own;

    ReadBy(Mappings mappings, OwnMappings own) {
        this.mappings = mappings;
        this.own = own;
    }

    public sealed interface Found {
        /** @param input the format's own name */
        record Unmapped(String input) implements Found {}

        record Mapped(Mappings.Outcome.Ready ready) implements Found {}

        /** @param reasons one sentence each */
        record Broken(List<String> reasons) implements Found {}
    }

    public Mono<Found> find(@Nullable UUID provider, String name) {
        return UNMAPPED.containsKey(name)
                ? Mono.just(new Found.Unmapped(UNMAPPED.get(name)))
                : mapping(provider, name).map(ReadBy::found);
    }

    /** The provider's own mapping of that name, else one that all can use. */
    public Mono<Mappings.Outcome> mapping(@Nullable UUID provider, String name) {
        var known = Mono.fromCallable(() -> mappings.find(name)).subscribeOn(Schedulers.boundedElastic());
        return provider == null
                ? known
                : own.find(provider, name)
                        .map(kept -> mappings.read(kept.text()))
                        .switchIfEmpty(known);
    }

    private static Found found(Mappings.Outcome outcome) {
        return switch (outcome) {
            case Mappings.Outcome.Ready ready -> new Found.Mapped(ready);
            case Mappings.Outcome.Missing(var name) ->
                new Found.Broken(List.of("There is no mapping “%s”.".formatted(name)));
            case Mappings.Outcome.Broken(var errors) -> new Found.Broken(errors);
        };
    }
}
