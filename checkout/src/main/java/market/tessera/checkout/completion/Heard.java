package market.tessera.checkout.completion;

import java.util.Optional;
import java.util.UUID;

/**
 * What a provider says of a learner's completion now, through its portal.
 *
 * @param provider who says so
 * @param version a newer one is another word: only that corrects what was said before
 * @param completion nothing where what was said before was taken back
 */
record Heard(UUID enrollment, UUID provider, long version, Optional<Completion> completion) {
    private static final long FIRST = 1;

    boolean isFirst() {
        return version == FIRST;
    }

    boolean isTakenBack() {
        return completion.isEmpty();
    }
}
