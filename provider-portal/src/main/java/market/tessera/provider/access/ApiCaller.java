package market.tessera.provider.access;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The program that calls: the principal of every request to the API.
 *
 * @param id of the key it has; stable, for telling callers apart
 * @param key the same, as what programs do is recorded under it
 * @param label by which people know the key
 * @param provider whose data it may touch; null for the operator's programs, which may touch all
 * @param issuedBy the person who answers for what it does; null where nobody does
 */
public record ApiCaller(
        String id,
        UUID key,
        String label,
        @Nullable UUID provider,
        Set<Scope> scopes,
        @Nullable UUID issuedBy) {
    /** Of the key that an installation is configured with. */
    private static final UUID CONFIGURED = new UUID(0, 0);

    public ApiCaller {
        scopes = Set.copyOf(scopes);
    }

    static ApiCaller configuredOperator() {
        return new ApiCaller(
                "operator",
                CONFIGURED,
                "operator",
                null,
                Set.of(Scope.READ, Scope.WRITE, Scope.IMPORT, Scope.ENROLLMENT, Scope.DETAILS),
                null);
    }

    public boolean isOperator() {
        return provider == null;
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
