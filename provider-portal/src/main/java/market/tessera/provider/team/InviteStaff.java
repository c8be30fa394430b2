package market.tessera.provider.team;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.platform.identity.Throttle;
import market.tessera.platform.identity.Token;
import market.tessera.platform.mail.EmailAddress;
import market.tessera.platform.mail.Letters;
import market.tessera.provider.provider.Providers;
import market.tessera.provider.staff.Members;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import market.tessera.provider.staff.SecurityAudit;
import market.tessera.provider.staff.SecurityAudit.Event;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Invites people by mail, and takes invitations back. */
@Service
public class InviteStaff {
    private static final int MAILS_PER_TEAM = 60;
    private static final int MAILS_PER_ADDRESS = 5;

    private final Invitations invitations;
    private final Members members;
    private final Mailing mailing;
    private final SecurityAudit audit;
    private final Throttle throttle;

    InviteStaff(Invitations invitations, Members members, Mailing mailing, SecurityAudit audit, Throttle throttle) {
        this.invitations = invitations;
        this.members = members;
        this.mailing = mailing;
        this.audit = audit;
        this.throttle = throttle;
    }

    /** How an attempt to invite ended. */
    enum Inviting {
        INVITED,
        /** Somebody with this address works there already; change the roles instead. */
        ALREADY_THERE,
        /** Too many mails within the hour. */
        TOO_MANY
    }

    @Transactional
    public Mono<Inviting> invite(
            ProviderScope scope, @Nullable UUID provider, EmailAddress email, Set<Role> roles, Locale locale) {
        return members.works(provider, email.text())
                .flatMap(there ->
                        there ? Mono.just(Inviting.ALREADY_THERE) : send(scope, provider, email, roles, locale));
    }

    /** Another mail with another link; the link of the one before works no more. Empty if there is nothing to send again. */
    @Transactional
    public Mono<Inviting> resend(ProviderScope scope, @Nullable UUID provider, UUID invitation, Locale locale) {
        return invitations
                .find(provider, invitation)
                .flatMap(open -> Mono.justOrEmpty(EmailAddress.parse(open.email()))
                        .flatMap(email -> send(scope, provider, email, open.roles(), locale)));
    }

    /** Doing it again changes nothing. */
    @Transactional
    public Mono<Void> withdraw(ProviderScope scope, @Nullable UUID provider, UUID invitation) {
        return invitations
                .withdraw(provider, invitation)
                .filter(withdrawn -> withdrawn)
                .flatMap(
                        _ -> audit.record(Event.INVITATION_WITHDRAWN, scope.person(), provider, invitation.toString()));
    }

    /** The path on which somebody who has proven the address becomes a provider's first administrator. */
    @Transactional
    public Mono<String> administrator(UUID provider, EmailAddress email, Locale locale) {
        return invitations
                .issue(provider, email, Set.of(Role.ADMINISTRATOR), mailing.marketplace(locale))
                .map(Mailing::path);
    }

    private Mono<Inviting> send(
            ProviderScope scope, @Nullable UUID provider, EmailAddress email, Set<Role> roles, Locale locale) {
        var name = scope.person().name();
        return allowed(provider, email)
                .flatMap(allowed -> allowed
                        ? invitations
                                .issue(provider, email, roles, name)
                                .flatMap(token -> mailing.send(provider, email, token, name, locale))
                                .then(audit.record(
                                        Event.INVITED, scope.person(), provider, email.text() + " " + keys(roles)))
                                .thenReturn(Inviting.INVITED)
                        : Mono.just(Inviting.TOO_MANY));
    }

    private Mono<Boolean> allowed(@Nullable UUID provider, EmailAddress email) {
        return throttle.take("invite:team", String.valueOf(provider), MAILS_PER_TEAM)
                .flatMap(free ->
                        free ? throttle.take("invite:address", email.text(), MAILS_PER_ADDRESS) : Mono.just(false));
    }

    static String keys(Set<Role> roles) {
        return roles.stream().map(Role::key).sorted().collect(Collectors.joining(","));
    }

    /** The letters that invite. */
    @Service
    static class Mailing {
        private final Letters letters;
        private final Providers providers;
        private final MessageSource messages;

        Mailing(Letters letters, Providers providers, MessageSource messages) {
            this.letters = letters;
            this.providers = providers;
            this.messages = messages;
        }

        static String path(Token token) {
            return "/portal/join?token=" + token.text();
        }

        String marketplace(Locale locale) {
            return messages.getMessage("team.marketplace", null, locale);
        }

        Mono<Void> send(@Nullable UUID provider, EmailAddress email, Token token, String by, Locale locale) {
            var path = path(token);
            var days = Invitations.LIFE.toDays();
            return provider == null
                    ? letters.send("team.letter.operator", email.text(), locale, path, by, days)
                    : providers
                            .find(provider)
                            .flatMap(known -> letters.send(
                                    "team.letter.invitation",
                                    email.text(),
                                    locale,
                                    path,
                                    by,
                                    days,
                                    known.profile().name()));
        }
    }
}
