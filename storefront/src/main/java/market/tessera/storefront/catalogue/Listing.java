package market.tessera.storefront.catalogue;

/** An offering in a list, with its numbers. */
public record Listing(Card card, Measures compare) {}
