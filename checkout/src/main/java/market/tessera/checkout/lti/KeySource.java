package market.tessera.checkout.lti;

import java.net.URI;

/** Where a tool's public keys come from. */
public sealed interface KeySource {
    /** The tool publishes them, and may change them. */
    record Published(URI address) implements KeySource {}

    /**
     * Somebody typed them.
     *
     * @param set a JWK set as text
     */
    record Typed(String set) implements KeySource {}
}
