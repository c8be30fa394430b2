package market.tessera.provider.importruns;

import java.util.function.Function;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.importjobs.ImportProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Work of an import that is done over and over, a batch in a transaction, until there is nothing left of it. */
@Component
class Batches {
    private final TransactionalOperator transaction;
    private final int size;

    Batches(TransactionalOperator transaction, ImportProperties properties) {
        this.transaction = transaction;
        this.size = properties.batch();
    }

    int size() {
        return size;
    }

    /** @param one moves the job with each batch that it does, and leaves it as it is when there was none */
    Mono<ImportJob> all(ImportJob job, Function<ImportJob, Mono<ImportJob>> one) {
        return Mono.defer(() -> one.apply(job))
                .as(transaction::transactional)
                .retryWhen(Retry.max(3).filter(Collision::is))
                .flatMap(after -> after.equals(job) ? Mono.just(job) : all(after, one));
    }
}
