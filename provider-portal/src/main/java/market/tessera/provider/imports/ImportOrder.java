package market.tessera.provider.imports;

import java.util.Objects;
import java.util.UUID;
import market.tessera.provider.mapping.Mappings;
import market.tessera.provider.provider.Provider;
import org.jspecify.annotations.Nullable;

/**
 * What is to be imported, and for whom.
 *
 * @param caller who asks, for telling repeated requests
 * @param answersFor the person who answers for it, or the key where nobody does; null for the operator
 * @param provider the only one that the caller speaks for; null for the operator
 * @param sourceName what the sender calls the source, where the file does not say it
 * @param mapping null for a file in the catalogue format
 * @param dryRun whether only to say what would happen
 * @param vouched whether the operator vouches for the file's providers, where no mapping does
 * @param proposing whether changes go to the reviewers first; null for as the provider has it
 * @param idempotencyKey as the caller gave it
 */
record ImportOrder(
        String caller,
        @Nullable UUID answersFor,
        @Nullable Provider provider,
        @Nullable String sourceName,
        Mappings.Outcome.@Nullable Ready mapping,
        boolean withdrawMissing,
        boolean dryRun,
        boolean vouched,
        @Nullable Boolean proposing,
        @Nullable String idempotencyKey) {

    /** Sources of different providers never meet, whatever they call themselves. */
    String source(String name) {
        return provider == null ? name : provider.slug() + "/" + name;
    }

    /** Why providers that come with it are held to be who they say; null if nobody says so. */
    @Nullable
    String evidence() {
        if (provider != null) {
            return null;
        }
        if (mapping != null && mapping.mapping().verified() != null) {
            return mapping.mapping().verified();
        }
        return vouched ? "The operator vouched for the providers of this import." : null;
    }

    /** Whether the provider wants to review what its own files change. */
    boolean propose() {
        return provider != null && Objects.requireNonNullElse(proposing, provider.proposesImports());
    }
}
