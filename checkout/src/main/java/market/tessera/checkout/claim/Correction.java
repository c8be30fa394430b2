package market.tessera.checkout.claim;

/** How an attempt to correct a guest's e-mail address has ended. */
sealed interface Correction {
    /** The receipt goes there, and links that were mailed to another address open nothing any more. */
    record Corrected() implements Correction {}

    /** No mail can be sent there. */
    record Mistyped() implements Correction {}

    /** The order is an account's by now, a course of it is completed, or it was corrected often enough. */
    record Closed() implements Correction {}
}
