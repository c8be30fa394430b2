package market.tessera.provider.review;

import java.util.UUID;

/** Something whose draft is reviewed: an offering or a pathway. */
public record Subject(UUID id, UUID provider, Review review) {}
