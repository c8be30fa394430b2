package market.tessera.provider.onboarding;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an institution said of itself when it applied.
 *
 * @param provider that came of it; null until the mail domain is proven
 * @param domain of its mail, in lower case ASCII
 * @param registration numbers by which registers know it
 * @param quality how it assures the quality of what it teaches
 */
record Application(
        UUID id,
        @Nullable UUID provider,
        String email,
        String contact,
        String legalName,
        String name,
        String country,
        String domain,
        String registration,
        String accreditation,
        String quality,
        Instant appliedAt) {}
