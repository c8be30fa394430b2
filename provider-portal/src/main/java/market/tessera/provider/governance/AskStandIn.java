package market.tessera.provider.governance;

import java.util.UUID;
import java.util.function.Function;
import market.tessera.provider.governance.History.Action;
import market.tessera.provider.reviewers.Hands;
import market.tessera.provider.staff.Members.Member;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** An administrator asks a colleague to decide on the step that is waited for, because others cannot. */
@Service
class AskStandIn {
    private final Drafts drafts;
    private final ReviewSteps steps;
    private final Hands hands;
    private final History history;

    AskStandIn(Drafts drafts, ReviewSteps steps, Hands hands, History history) {
        this.drafts = drafts;
        this.steps = steps;
        this.hands = hands;
        this.history = history;
    }

    /** False for somebody who does not work there or has written on the draft, and where nothing is waited for any more. */
    @Transactional
    public Mono<Boolean> ask(ProviderScope scope, UUID offering, @Nullable UUID colleague) {
        return drafts.lock(scope, offering)
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)))
                .doOnNext(work -> scope.require(work.provider(), Role.ADMINISTRATOR))
                .flatMap(work -> steps.staff(work, Role.values())
                        .flatMapIterable(Function.identity())
                        .filter(member -> member.id().equals(colleague))
                        .next()
                        .flatMap(member -> ask(scope, work, member)))
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> ask(ProviderScope scope, Work work, Member member) {
        return hands.standIn(work.id(), member.id())
                .delayUntil(asked -> asked
                        ? history.record(
                                work.id(), scope.actor(), Action.STAND_IN_ASKED, null, member.name(), work.elements())
                        : Mono.empty());
    }
}
