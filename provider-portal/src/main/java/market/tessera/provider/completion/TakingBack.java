package market.tessera.provider.completion;

/** How an attempt to take a word back ended. */
public sealed interface TakingBack {
    /** Checkout is told; what it had completed is open again. */
    record Done() implements TakingBack {}

    /** It was taken back before; nothing was changed. */
    record DoneBefore() implements TakingBack {}

    /** Nobody has said through the portal that it was completed; nothing was changed. */
    record NeverSaid() implements TakingBack {}

    /** There is no such enrollment for this provider. */
    record Unknown() implements TakingBack {}
}
