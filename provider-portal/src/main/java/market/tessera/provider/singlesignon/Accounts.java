package market.tessera.provider.singlesignon;

import market.tessera.platform.identity.Person;
import market.tessera.platform.mail.EmailAddress;
import market.tessera.provider.realm.Realm;
import market.tessera.provider.staff.People;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The accounts that an institution's sign-in service may open: of those who work for it, with an address in the domain that it has proven. */
@Component
class Accounts {
    private final People people;
    private final Subjects subjects;

    Accounts(People people, Subjects subjects) {
        this.people = people;
        this.subjects = subjects;
    }

    sealed interface Known {
        record Account(Person person) implements Known {}

        record Nobody() implements Known {}

        /** The account is linked with another subject. */
        record Another() implements Known {}
    }

    /** By the subject, which lasts; by the mail address the first time, and from then on the two belong together. */
    Mono<Known> of(Realm realm, String subject, EmailAddress address) {
        return subjects.account(realm.provider(), subject)
                .flatMap(people::find)
                .<Known>map(person -> isOf(realm, person) ? new Known.Account(person) : new Known.Nobody())
                .switchIfEmpty(Mono.defer(() -> byAddress(realm, subject, address)));
    }

    private Mono<Known> byAddress(Realm realm, String subject, EmailAddress address) {
        return people.find(address.text())
                .filter(person -> isOf(realm, person))
                .flatMap(person -> subjects.link(realm.provider(), subject, person.id())
                        .<Known>map(linked -> linked ? new Known.Account(person) : new Known.Another()))
                .defaultIfEmpty(new Known.Nobody());
    }

    private static boolean isOf(Realm realm, Person person) {
        return person.worksFor(realm.provider())
                && EmailAddress.parse(person.email()).filter(realm::speaksFor).isPresent();
    }
}
