package market.tessera.provider.enrollment;

import java.util.UUID;
import market.tessera.provider.enrollment.Enrollment.State;

/** What decides whether an enrollment can be completed. */
public record Place(UUID enrollment, UUID provider, UUID offering, State state) {}
