package market.tessera.provider.completion;

import java.util.Set;
import java.util.UUID;

/**
 * What somebody says of a completion.
 *
 * @param providers of whose learners it may be
 * @param by the person or the key that says it
 * @param dated whether the provider said when; if not, a repetition is one whatever time it was given
 */
record Word(Set<UUID> providers, UUID by, CompletionReport report, boolean dated) {
    Word {
        providers = Set.copyOf(providers);
    }

    UUID enrollment() {
        return report.enrollment();
    }
}
