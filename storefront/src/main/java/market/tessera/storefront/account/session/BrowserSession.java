package market.tessera.storefront.account.session;

import java.time.Instant;
import java.util.UUID;

/** A browser that is signed in. */
public record BrowserSession(UUID id, UUID account, String device, String address, Instant createdAt, Instant usedAt) {}
