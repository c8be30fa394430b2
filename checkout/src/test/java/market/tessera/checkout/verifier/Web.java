package market.tessera.checkout.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import market.tessera.checkout.outbound.Content;
import market.tessera.checkout.outbound.Fetch;
import market.tessera.checkout.outbound.Fetch.Failed;
import market.tessera.checkout.outbound.Fetch.Got;
import market.tessera.checkout.outbound.Fetch.Reason;
import reactor.core.publisher.Mono;

/** A web with a few documents; at all other addresses nothing answers. */
final class Web implements Documents {
    private final Map<String, String> documents = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    /** The addresses that were called, in this order. */
    List<String> asked() {
        return asked;
    }

    void publish(String address, Object document) {
        documents.put(address, document.toString());
    }

    @Override
    public Mono<Fetch> get(URI address, String accept) {
        asked.add(address.toString());
        var document = documents.get(address.toString());
        return Mono.just(document == null ? new Failed(Reason.SILENT) : new Got(new Content(document.getBytes(UTF_8))));
    }

    @Override
    public Mono<Fetch> getFromItself(URI address, String accept) {
        return get(address, accept);
    }
}
