package market.tessera.provider.onboarding;

import java.util.Locale;
import java.util.UUID;
import market.tessera.platform.identity.Throttle;
import market.tessera.platform.identity.Token;
import market.tessera.platform.mail.EmailAddress;
import market.tessera.platform.mail.Letters;
import market.tessera.provider.onboarding.Verifications.Action;
import market.tessera.provider.provider.ProviderProfile;
import market.tessera.provider.provider.Providers;
import market.tessera.provider.staff.Members;
import market.tessera.provider.staff.Role;
import market.tessera.provider.team.InviteStaff;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes an application. Once somebody reads the mail of the domain, the institution is there, unverified, and that person administers it: work can
 * begin while the operator looks into it, and nothing of it is public.
 */
@Service
class Apply {
    private static final int MAILS_PER_ADDRESS = 3;

    private final Applications applications;
    private final Verifications verifications;
    private final Providers providers;
    private final InviteStaff inviteStaff;
    private final Correspondence correspondence;

    Apply(
            Applications applications,
            Verifications verifications,
            Providers providers,
            InviteStaff inviteStaff,
            Correspondence correspondence) {
        this.applications = applications;
        this.verifications = verifications;
        this.providers = providers;
        this.inviteStaff = inviteStaff;
        this.correspondence = correspondence;
    }

    /** The form has no mistakes. An address that has had enough mail gets no more; who asks is not told, for it may not be theirs. */
    @Transactional
    public Mono<Void> apply(ApplicationForm form, Locale locale) {
        var email = EmailAddress.parse(form.email()).orElseThrow();
        return correspondence
                .allowed(email)
                .filter(allowed -> allowed)
                .flatMap(_ -> applications.add(form))
                .flatMap(token -> correspondence.prove(email, form, token, locale));
    }

    /** The path on which the one who follows the link becomes the administrator; empty if the link works no more. */
    @Transactional
    public Mono<String> prove(Token token, Locale locale) {
        return applications
                .lock(token)
                .flatMap(application -> providers
                        .register(profile(application))
                        .flatMap(provider -> applications
                                .proven(application.id(), provider.id())
                                .then(verifications.record(
                                        provider.id(),
                                        new Verifications.Speaker(application.id(), application.contact()),
                                        Action.APPLIED,
                                        application.email()))
                                .then(administrator(provider.id(), application, locale))));
    }

    private Mono<String> administrator(UUID provider, Application application, Locale locale) {
        return inviteStaff.administrator(
                provider, EmailAddress.parse(application.email()).orElseThrow(), locale);
    }

    private static ProviderProfile profile(Application application) {
        return new ProviderProfile(
                application.name(),
                application.legalName(),
                application.country(),
                null,
                null,
                "https://" + application.domain(),
                null,
                null,
                application.accreditation(),
                null,
                null);
    }

    /** The mails of an application. */
    @Service
    static class Correspondence {
        private final Letters letters;
        private final Throttle throttle;
        private final Members members;
        private final Applications applications;
        private final Providers providers;

        Correspondence(
                Letters letters, Throttle throttle, Members members, Applications applications, Providers providers) {
            this.letters = letters;
            this.throttle = throttle;
            this.members = members;
            this.applications = applications;
            this.providers = providers;
        }

        Mono<Boolean> allowed(EmailAddress email) {
            return throttle.take("apply:address", email.text(), MAILS_PER_ADDRESS);
        }

        Mono<Void> prove(EmailAddress email, ApplicationForm form, Token token, Locale locale) {
            return letters.send(
                    "onboarding.letter.prove",
                    email.text(),
                    locale,
                    "/portal/apply/confirm?token=" + token.text(),
                    form.shownName(),
                    MailDomain.parse(form.domain()).orElseThrow().text(),
                    Applications.LIFE.toDays());
        }

        /** To the operator. */
        Mono<Void> renamed(UUID provider, String name, String said) {
            return members.team(null)
                    .concatMap(operator -> letters.send(
                            "onboarding.letter.renamed",
                            operator.email(),
                            Locale.ENGLISH,
                            "/portal/providers/" + provider,
                            name,
                            said))
                    .then();
        }

        /** What the operator has decided or asks, to those who administer the institution now; to who applied as long as there is nobody. */
        Mono<Void> decided(UUID provider, Action action, String said) {
            return providers
                    .find(provider)
                    .map(known -> known.profile().name())
                    .flatMap(name -> administrators(provider)
                            .switchIfEmpty(
                                    Mono.defer(() -> applications.of(provider).map(Application::email)))
                            .concatMap(email -> letters.send(
                                    "onboarding.letter." + action.name().toLowerCase(Locale.ROOT),
                                    email,
                                    Locale.ENGLISH,
                                    "/portal/settings/" + provider + "/verification",
                                    name,
                                    said))
                            .then());
        }

        private Flux<String> administrators(UUID provider) {
            return members.team(provider)
                    .filter(colleague -> colleague.roles().contains(Role.ADMINISTRATOR))
                    .map(Members.Colleague::email);
        }
    }
}
