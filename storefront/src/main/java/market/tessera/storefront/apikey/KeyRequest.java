package market.tessera.storefront.apikey;

/** How asking for a key ended. */
public sealed interface KeyRequest {
    /** @param secret the key itself, to be shown now and never again */
    record Issued(ApiKey key, String secret) implements KeyRequest {}

    record TooMany() implements KeyRequest {}
}
