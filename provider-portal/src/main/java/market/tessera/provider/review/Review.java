package market.tessera.provider.review;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import market.tessera.provider.provider.Columns;

/**
 * Where the review of a draft stands.
 *
 * @param round counts proposals, from 1; 0 before the first
 * @param step index of the step that is waited for
 * @param contributors who proposed it or wrote on it, and so may not decide on it
 * @param approvers who has approved in this step
 * @param represented for whom they have, as deputies
 */
public record Review(int round, int step, Set<UUID> contributors, Set<UUID> approvers, Set<UUID> represented) {
    /** What a query selects that joins {@code draft_review r}, for {@link #read}. */
    public static String columns(String subject) {
        return """
                coalesce(r.round, 0) as round, coalesce(r.step, 0) as step,
                array(select actor from draft_contribution c where c.subject = %1$s) as contributors,
                array(
                  select actor from draft_approval a where a.subject = %1$s and a.round = r.round and a.step = r.step) as approvers,
                array(
                  select unnest(a.in_place_of) from draft_approval a
                  where a.subject = %1$s and a.round = r.round and a.step = r.step) as represented
                """.formatted(subject);
    }

    public static Review read(Readable row) {
        return new Review(
                Columns.required(row, "round", Integer.class),
                Columns.required(row, "step", Integer.class),
                Set.of(Columns.required(row, "contributors", UUID[].class)),
                Set.of(Columns.required(row, "approvers", UUID[].class)),
                Set.copyOf(List.of(Columns.required(row, "represented", UUID[].class))));
    }

    /** Whether somebody has approved, oneself or through a deputy. */
    boolean hasApproved(UUID staff) {
        return approvers.contains(staff) || represented.contains(staff);
    }

    public boolean isOfOwnWords(UUID staff) {
        return contributors.contains(staff);
    }
}
