package market.tessera.checkout.verifier;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import market.tessera.checkout.outbound.Fetch;
import market.tessera.checkout.outbound.Fetch.Failed;
import market.tessera.checkout.outbound.Fetch.Reason;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Reads each document once for a verification, and no more than a badge or a record of many can need: the badges of a record mostly have one issuer,
 * and what somebody hands in is no way to have others called hundreds of times.
 */
final class ReadOnce implements Documents {
    private static final int MOST = 100;

    private final Documents documents;

    ReadOnce(Documents documents) {
        this.documents = documents;
    }

    /** What is read by it is read once. */
    static <T> Mono<T> within(Mono<T> verification) {
        return Mono.defer(() ->
                verification.contextWrite(context -> context.put(Visit.class, new Visit(new ConcurrentHashMap<>()))));
    }

    @Override
    public Mono<Fetch> get(URI address, String accept) {
        return once(new Asked(address, accept, false), () -> documents.get(address, accept));
    }

    @Override
    public Mono<Fetch> getFromItself(URI address, String accept) {
        return once(new Asked(address, accept, true), () -> documents.getFromItself(address, accept));
    }

    private static Mono<Fetch> once(Asked asked, Supplier<Mono<Fetch>> reading) {
        return Mono.deferContextual(context -> visit(context).read(asked, reading));
    }

    private static Visit visit(ContextView context) {
        return context.<Visit>getOrEmpty(Visit.class).orElseGet(() -> new Visit(new ConcurrentHashMap<>()));
    }

    private record Asked(URI address, String accept, boolean itself) {}

    /** What one verification has read. */
    private record Visit(Map<Asked, Mono<Fetch>> read) {
        Mono<Fetch> read(Asked asked, Supplier<Mono<Fetch>> reading) {
            return read.size() < MOST || read.containsKey(asked)
                    ? read.computeIfAbsent(asked, _ -> reading.get().cache())
                    : Mono.just(new Failed(Reason.SILENT));
        }
    }
}
