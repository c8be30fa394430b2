package market.tessera.provider.review;

import java.util.List;
import market.tessera.provider.review.TimelineWords.Stage;
import market.tessera.provider.staff.Members.Member;

/**
 * Where a draft stands for the person who looks at it.
 *
 * @param colleagues whom an administrator may ask to decide instead; empty for others
 * @param decides whether the person may decide now
 * @param ownWords whether it could, had it not written or proposed the draft itself
 * @param looksAfter whether the person may ask somebody else to decide
 */
public record Situation(Stage stage, List<Member> colleagues, boolean decides, boolean ownWords, boolean looksAfter) {}
