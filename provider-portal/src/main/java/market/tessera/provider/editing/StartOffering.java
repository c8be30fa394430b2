package market.tessera.provider.editing;

import java.util.UUID;
import market.tessera.provider.draft.EditDraft;
import market.tessera.provider.needs.Needs;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Begins an offering, from a need if there is one; of two who begin from the same need, one does. */
@Service
class StartOffering {
    private final EditDraft editDraft;
    private final Needs needs;
    private final TransactionalOperator transaction;

    StartOffering(EditDraft editDraft, Needs needs, TransactionalOperator transaction) {
        this.editDraft = editDraft;
        this.needs = needs;
        this.transaction = transaction;
    }

    /** A draft that says this. Empty if the need has led to an offering already, or was put aside. */
    Mono<UUID> start(ProviderScope scope, UUID provider, Elements elements, @Nullable UUID need) {
        return transaction
                .execute(tx -> editDraft
                        .create(scope, provider, elements)
                        .filterWhen(offering -> (need == null ? Mono.just(true) : needs.propose(scope, need, offering))
                                .doOnNext(linked -> {
                                    if (!linked) {
                                        tx.setRollbackOnly();
                                    }
                                })))
                .singleOrEmpty();
    }
}
