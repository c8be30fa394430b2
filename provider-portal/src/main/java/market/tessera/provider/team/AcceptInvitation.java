package market.tessera.provider.team;

import java.util.UUID;
import market.tessera.platform.identity.Passwords;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.PersonName;
import market.tessera.platform.identity.Token;
import market.tessera.provider.staff.Members;
import market.tessera.provider.staff.People;
import market.tessera.provider.staff.SecurityAudit;
import market.tessera.provider.staff.SecurityAudit.Event;
import org.springframework.stereotype.Service;
import org.springframework.transaction.ReactiveTransaction;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Takes an invitation up. The link proves that one reads the mail of the address; an account that is there already proves itself by its session. */
@Service
class AcceptInvitation {
    private final Invitations invitations;
    private final People people;
    private final Members members;
    private final SecurityAudit audit;
    private final Passwords passwords;
    private final TransactionalOperator transaction;

    AcceptInvitation(
            Invitations invitations,
            People people,
            Members members,
            SecurityAudit audit,
            Passwords passwords,
            TransactionalOperator transaction) {
        this.invitations = invitations;
        this.people = people;
        this.members = members;
        this.audit = audit;
        this.passwords = passwords;
        this.transaction = transaction;
    }

    /** Somebody with the invited address and an account. Empty if the link works no more or is another one's. */
    Mono<UUID> as(Person person, Token token) {
        return transaction
                .execute(tx -> invitations
                        .find(token)
                        .filter(invitation -> invitation.email().equals(person.email()))
                        .flatMap(invitation -> take(invitation, token, person.id(), tx)))
                .singleOrEmpty();
    }

    /** Somebody new. Empty if the link works no more, or the address has got an account meanwhile. */
    Mono<UUID> asNew(PersonName name, String password, Token token) {
        return passwords
                .hash(password)
                .flatMap(hash -> transaction
                        .execute(tx -> invitations
                                .find(token)
                                .flatMap(invitation -> people.open(invitation.email(), name, hash)
                                        .flatMap(account -> take(invitation, token, account, tx))))
                        .singleOrEmpty());
    }

    private Mono<UUID> take(Invitation invitation, Token token, UUID account, ReactiveTransaction tx) {
        return invitations
                .accept(token)
                .doOnNext(accepted -> {
                    if (!accepted) {
                        tx.setRollbackOnly();
                    }
                })
                .filter(accepted -> accepted)
                .flatMap(_ -> members.join(account, invitation.provider(), invitation.roles())
                        .then(audit.record(
                                Event.JOINED,
                                account,
                                invitation.email(),
                                invitation.provider(),
                                InviteStaff.keys(invitation.roles())))
                        .thenReturn(account));
    }
}
