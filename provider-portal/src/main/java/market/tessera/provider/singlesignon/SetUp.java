package market.tessera.provider.singlesignon;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import market.tessera.provider.realm.Realm;
import market.tessera.provider.realm.Realm.Rule;
import market.tessera.provider.realm.Realms;
import market.tessera.provider.singlesignon.SignInServices.Client;
import market.tessera.provider.singlesignon.SignInServices.Service;
import market.tessera.provider.staff.People;
import market.tessera.provider.staff.SecurityAudit;
import market.tessera.provider.staff.SecurityAudit.Event;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sets an institution's sign-in service up, after a look at what it says of itself, and opens and closes it. */
@Component
class SetUp {
    private final Realms realms;
    private final SignInServices services;
    private final Subjects subjects;
    private final People people;
    private final SecurityAudit audit;

    SetUp(Realms realms, SignInServices services, Subjects subjects, People people, SecurityAudit audit) {
        this.realms = realms;
        this.services = services;
        this.subjects = subjects;
        this.people = people;
        this.audit = audit;
    }

    sealed interface Outcome {
        record Kept() implements Outcome {}

        /** @param mistakes names of fields; of the issuer with what is wrong with it */
        record Refused(List<String> mistakes) implements Outcome {}
    }

    Mono<Outcome> keep(Person by, Realm realm, SettingsForm form) {
        if (!realm.mayBeSetUp()) {
            return Mono.just(new Outcome.Refused(List.of("realm")));
        }
        var client = new Client(realm.slug(), orDash(form.clientId()), orDash(form.secret()));
        return services.find(SettingsForm.text(form.issuer()), client).flatMap(found -> {
            var mistakes = new ArrayList<>(form.mistakes(realm));
            if (found instanceof Service.Flawed(var flaw)) {
                mistakes.add("issuer-" + flaw.key());
            }
            return found instanceof Service.Ready(var service) && mistakes.isEmpty()
                    ? keep(
                                    by,
                                    realm,
                                    form,
                                    Objects.requireNonNull(
                                            service.getProviderDetails().getIssuerUri(), "issuer"))
                            .thenReturn(new Outcome.Kept())
                    : Mono.just(new Outcome.Refused(mistakes));
        });
    }

    private static String orDash(@Nullable String typed) {
        var text = SettingsForm.text(typed);
        return text.isEmpty() ? "-" : text;
    }

    private Mono<Void> keep(Person by, Realm realm, SettingsForm form, String issuer) {
        var secret = SettingsForm.text(form.secret());
        return realms.setUp(
                        realm.provider(), issuer, SettingsForm.text(form.clientId()), secret.isEmpty() ? null : secret)
                .then(record(by, realm.provider(), "set up: " + issuer));
    }

    /** False if it has not been tried, or another institution's service speaks for the same domain. Done unbound: others' domains count. */
    Mono<Boolean> rule(Person by, UUID provider, Rule rule) {
        return switch (rule) {
            case OFF ->
                realms.close(provider).then(record(by, provider, rule.key())).thenReturn(true);
            case OPTIONAL, REQUIRED ->
                realms.open(provider, rule)
                        .filter(done -> done)
                        .delayUntil(_ -> rule == Rule.REQUIRED ? endSessions(provider) : Mono.empty())
                        .delayUntil(_ -> record(by, provider, rule.key()))
                        .defaultIfEmpty(false);
        };
    }

    private Mono<Void> endSessions(UUID provider) {
        return realms.of(provider)
                .flatMap(realm -> people.endSessions(provider, Objects.requireNonNull(realm.domain(), "domain")));
    }

    Mono<Void> forget(Person by, UUID provider) {
        return subjects.forget(provider).then(record(by, provider, "people forgotten"));
    }

    Mono<Void> remove(Person by, UUID provider) {
        return realms.remove(provider).then(record(by, provider, "removed"));
    }

    private Mono<Void> record(Person by, UUID provider, String about) {
        return audit.record(Event.SINGLE_SIGN_ON_CHANGED, by, provider, about);
    }
}
