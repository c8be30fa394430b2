package market.tessera.provider.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The program that calls: the principal of every request to the API.
 *
 * @param id of the key it has; stable, for telling callers apart
 * @param provider whose data it may touch; null for the operator's programs, which may touch all
 */
public record ApiCaller(String id, @Nullable UUID provider) {
    public boolean isOperator() {
        return provider == null;
    }
}
