package market.tessera.provider.intake;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.provider.catalogue.OfferingLog;
import market.tessera.provider.draft.Drafts;
import market.tessera.provider.draft.History;
import market.tessera.provider.offering.IntakeTerms;
import market.tessera.provider.review.Action;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Changes the runs of an offering, and tells the log if the offering is public. */
@Service
public class ChangeIntakes {
    private final Drafts drafts;
    private final Intakes intakes;
    private final History history;
    private final OfferingLog log;
    private final TouchedLearners learners;
    private final MessageSource messages;

    ChangeIntakes(
            Drafts drafts,
            Intakes intakes,
            History history,
            OfferingLog log,
            TouchedLearners learners,
            MessageSource messages) {
        this.learners = learners;
        this.messages = messages;
        this.drafts = drafts;
        this.intakes = intakes;
        this.history = history;
        this.log = log;
    }

    /** How many learners are enrolled in runs that would change so much that they have to know. */
    public Mono<Long> touched(UUID offering, List<IntakeTerms> runs) {
        return learners.by(offering, runs).count();
    }

    /** Makes these the open runs; one that is no longer among them is closed. Learners whom that touches are told by mail. */
    @Transactional
    public Mono<Void> change(ProviderScope scope, UUID offering, List<IntakeTerms> runs) {
        return drafts.lock(scope, offering)
                .switchIfEmpty(notFound())
                .doOnNext(work -> scope.require(work.provider(), Role.AUTHOR, Role.ADMINISTRATOR))
                .flatMap(work -> learners.by(offering, runs)
                        .collectList()
                        .flatMap(touched -> intakes.replace(offering, runs)
                                .then(learners.tell(work.elements().title(), touched))
                                .then(history.record(
                                        offering,
                                        scope.actor(),
                                        Action.INTAKES_CHANGED,
                                        null,
                                        told(touched.size()),
                                        work.elements()))
                                .then(log.announce(List.of(offering)))));
    }

    private @Nullable String told(int learners) {
        return learners == 0 ? null : messages.getMessage("intakes.told", new Object[] {learners}, Locale.ENGLISH);
    }
}
