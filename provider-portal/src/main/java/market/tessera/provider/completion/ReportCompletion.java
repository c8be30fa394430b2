package market.tessera.provider.completion;

import java.util.List;
import market.tessera.platform.database.Together;
import market.tessera.provider.enrollment.Enrollments;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.tenancy.Tenants;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Takes a provider's word that a learner has met the outcomes, once, and tells checkout; the badge follows from there. Words that come at the same time
 * for the same providers are kept in one transaction, and each is answered after that.
 */
@Service
public class ReportCompletion {
    private static final int TOGETHER = 100;

    private final KeepReports keep;
    private final Together<Tenants, Word, Reporting> together;

    ReportCompletion(KeepReports keep) {
        this.keep = keep;
        this.together =
                new Together<>(TOGETHER, (tenants, words) -> keep.keep(words).contextWrite(tenants::in));
    }

    public Mono<Reporting> report(ProviderScope scope, Said said) {
        return Tenants.current().flatMap(tenants -> together.ask(tenants, word(scope, said)));
    }

    /** As {@link #report}, in the caller's transaction. */
    public Mono<Reporting> reportWithin(ProviderScope scope, Said said) {
        return reportAll(scope, List.of(said)).map(List::getFirst);
    }

    /** As {@link #report}, of many in one transaction, which is the caller's if there is one. Answers in their order. */
    public Mono<List<Reporting>> reportAll(ProviderScope scope, List<Said> said) {
        return said.isEmpty()
                ? Mono.just(List.of())
                : keep.keep(said.stream().map(one -> word(scope, one)).toList());
    }

    private static Word word(ProviderScope scope, Said said) {
        return new Word(Enrollments.readable(scope), scope.actor().id(), said.report(), said.dated());
    }
}
