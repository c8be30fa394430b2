package market.tessera.provider.details;

import java.util.UUID;
import java.util.function.UnaryOperator;
import market.tessera.provider.onboarding.Decide;
import market.tessera.provider.provider.ProviderProfile;
import market.tessera.provider.provider.Providers;
import market.tessera.provider.provider.Providers.Described;
import market.tessera.provider.staff.ProviderScope;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Lets an institution say something else of itself; where the operator has vouched for what it said before, the operator is told. */
@Service
public class ChangeDetails {
    private final Providers providers;
    private final Decide decide;

    ChangeDetails(Providers providers, Decide decide) {
        this.providers = providers;
        this.decide = decide;
    }

    /** @param change of what it says now, which nobody else changes meanwhile */
    @Transactional
    public Mono<Void> change(ProviderScope scope, UUID provider, UnaryOperator<ProviderProfile> change) {
        return providers.describe(provider, change).flatMap(described -> tell(scope, described));
    }

    private Mono<Void> tell(ProviderScope scope, Described described) {
        var changed =
                DetailsForm.identity(described.was().profile(), described.is().profile());
        return changed.isEmpty() || !described.is().verified()
                ? Mono.empty()
                : decide.renamed(
                        scope, described.is().id(), described.was().profile().name(), String.join("\n", changed));
    }
}
