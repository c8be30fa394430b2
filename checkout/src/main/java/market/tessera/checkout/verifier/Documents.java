package market.tessera.checkout.verifier;

import java.net.URI;
import market.tessera.checkout.outbound.Fetch;
import reactor.core.publisher.Mono;

/** What issuers publish. */
interface Documents {
    /** @param accept media types, as in the header of that name */
    Mono<Fetch> get(URI address, String accept);

    /** As {@link #get}, but only what that very site answers: nobody speaks for it because it redirects to them. */
    Mono<Fetch> getFromItself(URI address, String accept);
}
