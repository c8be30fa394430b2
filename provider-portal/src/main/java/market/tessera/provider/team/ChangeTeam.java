package market.tessera.provider.team;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import market.tessera.provider.access.ApiKeys;
import market.tessera.provider.review.FreedReviews;
import market.tessera.provider.staff.Members;
import market.tessera.provider.staff.Members.Colleague;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import market.tessera.provider.staff.SecurityAudit;
import market.tessera.provider.staff.SecurityAudit.Event;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Gives colleagues other roles or lets them go, which is effective with their next request. Somebody always stays who can invite others. Reviews
 * that waited for one who can no longer give them go on without.
 */
@Service
class ChangeTeam {
    private final Members members;
    private final FreedReviews freed;
    private final SecurityAudit audit;
    private final ApiKeys keys;

    ChangeTeam(Members members, FreedReviews freed, SecurityAudit audit, ApiKeys keys) {
        this.keys = keys;
        this.members = members;
        this.freed = freed;
        this.audit = audit;
    }

    /** How an attempt to change the team ended. */
    enum Outcome {
        DONE,
        /** Done as well; keys that the person has given out, and may know, still work. */
        KEYS_LEFT,
        /** Nobody would be left who can invite others; nothing was changed. */
        LAST_ONE,
        /** There is no such colleague (any more). */
        GONE
    }

    @Transactional
    public Mono<Outcome> giveRoles(ProviderScope scope, UUID provider, UUID staff, Set<Role> roles) {
        return change(
                provider,
                staff,
                roles.contains(Role.ADMINISTRATOR),
                () -> members.leave(staff, provider)
                        .then(members.join(staff, provider, roles))
                        .then(audit.record(
                                Event.ROLES_CHANGED, scope.person(), provider, staff + " " + InviteStaff.keys(roles))));
    }

    @Transactional
    public Mono<Outcome> remove(ProviderScope scope, @Nullable UUID provider, UUID staff) {
        return change(
                        provider,
                        staff,
                        false,
                        () -> members.leave(staff, provider)
                                .then(audit.record(Event.REMOVED, scope.person(), provider, staff.toString())))
                .flatMap(outcome -> outcome == Outcome.DONE ? keysLeft(provider, staff) : Mono.just(outcome));
    }

    private Mono<Outcome> keysLeft(@Nullable UUID provider, UUID staff) {
        return provider == null
                ? Mono.just(Outcome.DONE)
                : keys.isAnyValid(provider, staff).map(valid -> valid ? Outcome.KEYS_LEFT : Outcome.DONE);
    }

    private Mono<Outcome> change(
            @Nullable UUID provider, UUID staff, boolean staysInCharge, Supplier<Mono<Void>> deed) {
        return members.lock(provider)
                .thenMany(members.team(provider))
                .collectList()
                .flatMap(team -> {
                    if (team.stream().noneMatch(one -> one.id().equals(staff))) {
                        return Mono.just(Outcome.GONE);
                    }
                    if (!staysInCharge && inCharge(team, provider).equals(List.of(staff))) {
                        return Mono.just(Outcome.LAST_ONE);
                    }
                    return deed.get().then(settle(provider)).thenReturn(Outcome.DONE);
                });
    }

    private Mono<Void> settle(@Nullable UUID provider) {
        return provider == null ? Mono.empty() : freed.settle(provider);
    }

    private static List<UUID> inCharge(Collection<Colleague> team, @Nullable UUID provider) {
        return team.stream()
                .filter(colleague -> provider == null || colleague.roles().contains(Role.ADMINISTRATOR))
                .map(Colleague::id)
                .toList();
    }
}
