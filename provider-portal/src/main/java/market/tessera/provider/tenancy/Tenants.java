package market.tessera.provider.tenancy;

import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * For whom something is done, as the Reactor context carries it and as the database is told.
 *
 * @param setting value of {@code tessera.tenants}, see the migration that made it
 */
public record Tenants(String setting) {
    /** The application's own work: imports, logs, schedules. */
    static final Tenants ALL = new Tenants("*");

    public static Tenants of(Collection<UUID> providers) {
        return new Tenants(providers.stream().map(UUID::toString).sorted().collect(Collectors.joining(",", "{", "}")));
    }

    /** What has this written to its context sees the rows of these tenants only. */
    public Context in(Context context) {
        return context.put(Tenants.class, this);
    }

    /**
     * Does something as the application itself, which neither a session nor a key stands for: another proof does, such as a mailed link, or
     * it is what everybody may.
     */
    public static <T> Mono<T> unbound(Mono<T> work) {
        return work.contextWrite(ALL::in);
    }

    /** As {@link #unbound(Mono)}. */
    public static <T> Flux<T> unbound(Flux<T> work) {
        return work.contextWrite(ALL::in);
    }

    /** For whom the subscriber does something. */
    public static Mono<Tenants> current() {
        return Mono.deferContextual(context -> Mono.just(from(context)));
    }

    static Tenants from(ContextView context) {
        return context.<Tenants>getOrEmpty(Tenants.class).orElse(ALL);
    }
}
