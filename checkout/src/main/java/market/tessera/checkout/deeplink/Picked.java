package market.tessera.checkout.deeplink;

/** How a tool's answer was taken. */
sealed interface Picked {
    /** The offering opens it from now on. */
    record Kept(Picking picking) implements Picked {}

    /** The administrator has picked nothing, or nothing that can be opened; what was picked before stays. */
    record Nothing(Picking picking) implements Picked {}

    /** It is not the tool's answer to anything that was begun here, or was given before. */
    record Forged() implements Picked {}
}
