package market.tessera.provider.reviewers;

import java.time.LocalDate;
import java.util.UUID;
import market.tessera.provider.staff.Members.Member;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may decide on a step, and through whom.
 *
 * @param awayUntil the last day on which the person is away; null if it is not
 * @param deputy who decides for the person meanwhile; null for nobody, and if it has written on the draft itself
 */
public record Hand(
        Member holder,
        @Nullable LocalDate awayUntil,
        @Nullable Member deputy) {
    public static Hand of(Member holder) {
        return new Hand(holder, null, null);
    }

    public boolean isOf(UUID staff) {
        return holder.id().equals(staff) || isDeputy(staff);
    }

    public boolean isDeputy(UUID staff) {
        return deputy != null && deputy.id().equals(staff);
    }
}
