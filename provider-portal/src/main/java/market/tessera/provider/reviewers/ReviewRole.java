package market.tessera.provider.reviewers;

import java.util.List;
import java.util.UUID;
import market.tessera.provider.staff.Members.Member;

/**
 * A role that a provider has named itself, such as "Library", for its reviews.
 *
 * @param holders by name
 * @param used whether a step of the provider's reviews asks for it
 */
public record ReviewRole(UUID id, String name, List<Member> holders, boolean used) {
    public boolean isHeldBy(UUID staff) {
        return holders.stream().anyMatch(holder -> holder.id().equals(staff));
    }
}
