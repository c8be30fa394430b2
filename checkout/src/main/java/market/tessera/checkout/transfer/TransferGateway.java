package market.tessera.checkout.transfer;

import reactor.core.publisher.Mono;

/** The payment company, as shares need it. Every call may be repeated: what it has done before is its answer again. */
interface TransferGateway {
    /**
     * Sends what is left of a share to its provider, once for each attempt.
     *
     * @param inDoubt whether it may have been sent before
     * @return its name there, or a {@link market.tessera.checkout.stripe.StripeFailure}
     */
    Mono<String> send(Transfer transfer, boolean inDoubt);

    /**
     * Fetches what is wanted of it back, once for each reversal.
     *
     * @return its name there, or a {@link market.tessera.checkout.stripe.StripeFailure}
     */
    Mono<String> reverse(Fetch fetch, boolean inDoubt);
}
