package market.tessera.provider.onboarding;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import market.tessera.provider.onboarding.Apply.Correspondence;
import market.tessera.provider.onboarding.Verifications.Action;
import market.tessera.provider.onboarding.Verifications.Speaker;
import market.tessera.provider.staff.ProviderScope;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** The operator's side, and the institution's answers. Each step is kept with its reason, and those who administer the institution are told by mail. */
@Service
public class Decide {
    private final ProviderStanding standing;
    private final Verifications verifications;
    private final Correspondence correspondence;

    Decide(ProviderStanding standing, Verifications verifications, Correspondence correspondence) {
        this.standing = standing;
        this.verifications = verifications;
        this.correspondence = correspondence;
    }

    /**
     * Vouches for the institution; what it lists becomes public.
     *
     * @param evidence what the operator goes by
     * @param checks all of {@link Verifications#CHECKS}
     * @param reviewOn until when that holds
     */
    @Transactional
    public Mono<Void> verify(
            ProviderScope operator, UUID provider, String evidence, Set<String> checks, LocalDate reviewOn) {
        return standing.verify(provider, evidence)
                .then(verifications.record(
                        provider, Speaker.of(operator.person()), Action.VERIFIED, evidence, checks, reviewOn))
                .then(verifications.reviewOn(provider, reviewOn))
                .then(correspondence.decided(provider, Action.VERIFIED, evidence));
    }

    @Transactional
    public Mono<Void> ask(ProviderScope operator, UUID provider, String question) {
        return verifications
                .record(provider, Speaker.of(operator.person()), Action.ASKED, question)
                .then(correspondence.decided(provider, Action.ASKED, question));
    }

    /** Nothing becomes public, and nothing is lost: what was written stays with the institution, which may answer. */
    @Transactional
    public Mono<Void> refuse(ProviderScope operator, UUID provider, String why) {
        return verifications
                .record(provider, Speaker.of(operator.person()), Action.REFUSED, why)
                .then(correspondence.decided(provider, Action.REFUSED, why));
    }

    /** Takes everything the institution lists off the market at once. */
    @Transactional
    public Mono<Void> suspend(ProviderScope operator, UUID provider, String why) {
        return standing.withdrawVerification(provider)
                .then(verifications.record(provider, Speaker.of(operator.person()), Action.SUSPENDED, why))
                .then(correspondence.decided(provider, Action.SUSPENDED, why));
    }

    @Transactional
    public Mono<Void> answer(ProviderScope scope, UUID provider, String said) {
        return verifications.record(provider, Speaker.of(scope.person()), Action.ANSWERED, said);
    }

    /** An institution that was vouched for says something else of itself: that counts, and the operator is told to look at it. */
    @Transactional
    public Mono<Void> renamed(ProviderScope scope, UUID provider, String name, String said) {
        return verifications
                .record(provider, Speaker.of(scope.actor()), Action.RENAMED, said)
                .then(correspondence.renamed(provider, name, said));
    }
}
