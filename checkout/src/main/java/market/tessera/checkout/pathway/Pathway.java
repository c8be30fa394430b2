package market.tessera.checkout.pathway;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.checkout.endorsement.EndorsedEdition;
import market.tessera.checkout.pathway.Part.Earned;
import market.tessera.checkout.pathway.Rule.Standing;
import org.jspecify.annotations.Nullable;

/**
 * A pathway as one learner walks it.
 *
 * @param listed whether the provider still offers it
 * @param edition what is public now; it changes with what the pathway asks for
 * @param award what it leads to, if the provider gives it a name of its own
 * @param parts in the provider's order
 */
record Pathway(
        UUID id,
        boolean listed,
        int edition,
        Provider provider,
        String title,
        @Nullable String summary,
        Rule rule,
        @Nullable String award,
        List<Part> parts) {

    record Provider(UUID id, String slug, String name) {}

    /** The name of its badge. */
    String awardTitle() {
        return Optional.ofNullable(award).orElse(title);
    }

    EndorsedEdition.Pathway endorsed() {
        return new EndorsedEdition.Pathway(id, edition);
    }

    Standing standing() {
        return rule.standing(parts);
    }

    /** Whether whoever walks it has deleted the account since. */
    boolean isOfNobody() {
        return earned().stream().anyMatch(part -> part.learner().isForgotten());
    }

    List<Earned> earned() {
        return parts.stream().map(Part::earned).flatMap(Stream::ofNullable).toList();
    }
}
