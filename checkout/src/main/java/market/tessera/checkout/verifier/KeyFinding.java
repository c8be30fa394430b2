package market.tessera.checkout.verifier;

import java.security.PublicKey;
import java.time.Instant;

/** What is known of the key that a signature names. */
sealed interface KeyFinding {
    /** The issuer publishes it as its own. */
    record Published(PublicKey key) implements KeyFinding {}

    /** The issuer's identifier is the key ({@code did:key}, {@code did:jwk}): whose it is, is said nowhere. */
    record Itself(PublicKey key) implements KeyFinding {}

    /** The credential brings it; that it is the issuer's cannot be confirmed. */
    record Claimed(PublicKey key) implements KeyFinding {}

    /** The issuer publishes it as one that counts no more. */
    record Over(Instant since) implements KeyFinding {}

    /** The issuer publishes keys, and this one is not among them. */
    record Unlisted() implements KeyFinding {}

    /** It is somebody else's. */
    record Foreign(String owner) implements KeyFinding {}

    /** What the issuer publishes cannot be read just now. */
    record Unreachable() implements KeyFinding {}

    /** The issuer is named, or the key written, in a way that is not understood here. */
    record Unsupported() implements KeyFinding {}
}
