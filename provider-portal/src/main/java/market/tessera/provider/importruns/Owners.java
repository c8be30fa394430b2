package market.tessera.provider.importruns;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.provider.Provider;
import market.tessera.provider.provider.ProviderFeed;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whose the records of a file are: the provider's that they name, else whoever's the file is. */
@Component
record Owners(ProviderFeed providers) {
    /** In place of the name of whoever sends the file. */
    private static final String OWN = "";

    static String name(@Nullable String provider) {
        return Objects.requireNonNullElse(provider, OWN);
    }

    /** Those that are known, by {@link #name}. */
    Mono<Map<String, Provider>> of(ImportJob job, Collection<String> names) {
        var found = providers.find(
                job.source(), names.stream().filter(name -> !name.equals(OWN)).toList());
        var sender = job.provider();
        return names.contains(OWN) && sender != null ? Mono.zip(found, providers.find(sender), Owners::with) : found;
    }

    private static Map<String, Provider> with(Map<String, Provider> found, Provider own) {
        var all = new HashMap<>(found);
        all.put(OWN, own);
        return all;
    }
}
