package market.tessera.provider.offering;

import java.util.UUID;

/** A run of an offering that can be enrolled in. */
public record Intake(UUID id, IntakeTerms terms) {}
