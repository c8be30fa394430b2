package market.tessera.checkout.verifier;

import java.net.URI;
import market.tessera.checkout.outbound.Fetch;
import reactor.core.publisher.Mono;

/** What issuers publish. */
interface Documents {
    /** @param accept media types, as in the header of that name */
    Mono<Fetch> get(URI address, String accept);
}
