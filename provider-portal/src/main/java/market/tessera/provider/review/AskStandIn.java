package market.tessera.provider.review;

import java.util.UUID;
import market.tessera.provider.reviewers.Hands;
import market.tessera.provider.staff.Members;
import market.tessera.provider.staff.Members.Member;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** An administrator asks a colleague to decide on the step that is waited for, because others cannot. */
@Service
public class AskStandIn {
    private final Hands hands;
    private final Members members;

    AskStandIn(Hands hands, Members members) {
        this.hands = hands;
        this.members = members;
    }

    /** False for somebody who does not work there or has written on the draft, and where nothing is waited for any more. */
    @Transactional
    public Mono<Boolean> ask(Reviewable kind, ProviderScope scope, UUID id, @Nullable UUID colleague) {
        return kind.lock(scope, id)
                .doOnNext(subject -> scope.require(subject.provider(), Role.ADMINISTRATOR))
                .flatMap(subject -> members.having(subject.provider(), Role.values())
                        .filter(member -> member.id().equals(colleague))
                        .next()
                        .flatMap(member -> ask(kind, scope, id, member)))
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> ask(Reviewable kind, ProviderScope scope, UUID id, Member member) {
        return hands.standIn(id, member.id())
                .delayUntil(asked ->
                        asked ? kind.record(id, scope.actor(), Action.STAND_IN_ASKED, member.name()) : Mono.empty());
    }
}
