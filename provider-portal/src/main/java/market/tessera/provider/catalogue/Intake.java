package market.tessera.provider.catalogue;

import java.util.UUID;
import market.tessera.provider.offering.IntakeTerms;

/** A run of an offering that can be enrolled in. */
public record Intake(UUID id, IntakeTerms terms) {}
