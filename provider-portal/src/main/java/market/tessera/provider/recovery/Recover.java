package market.tessera.provider.recovery;

import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.Throttle;
import market.tessera.platform.identity.Token;
import market.tessera.platform.mail.EmailAddress;
import market.tessera.platform.mail.Letters;
import market.tessera.provider.signin.ReplacePassword;
import market.tessera.provider.staff.People;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Mails a link to who has an account, and lets who follows it choose another password. The second proof is asked at signing in as ever. */
@Service
class Recover {
    private static final int MAILS_PER_ACCOUNT = 3;
    private static final int ASKED_PER_PLACE = 30;
    /** Whatever was found, so that nobody learns from a clock which addresses have accounts. */
    private static final Duration LEAST = Duration.ofMillis(250);

    private final RecoveryLinks links;
    private final People people;
    private final ReplacePassword replacePassword;
    private final Correspondence correspondence;
    private final TransactionalOperator transaction;

    Recover(
            RecoveryLinks links,
            People people,
            ReplacePassword replacePassword,
            Correspondence correspondence,
            TransactionalOperator transaction) {
        this.links = links;
        this.people = people;
        this.replacePassword = replacePassword;
        this.correspondence = correspondence;
        this.transaction = transaction;
    }

    /** How often, and by which letter. */
    @Service
    record Correspondence(Letters letters, Throttle throttle) {}

    /** The same to everybody; who asks too often gets no more mail. */
    Mono<Void> mail(EmailAddress email, String place, Locale locale) {
        return Mono.when(find(email, place).flatMap(person -> send(person, locale)), Mono.delay(LEAST));
    }

    private Mono<Person> find(EmailAddress email, String place) {
        var throttle = correspondence.throttle();
        return throttle.take("recovery:place", place, ASKED_PER_PLACE)
                .filter(free -> free)
                .flatMap(_ -> people.find(email.text()))
                .filterWhen(
                        person -> throttle.take("recovery:account", person.id().toString(), MAILS_PER_ACCOUNT));
    }

    private Mono<Void> send(Person person, Locale locale) {
        return links.issue(person.id())
                .flatMap(token -> correspondence
                        .letters()
                        .send(
                                "recovery.letter",
                                person.email(),
                                locale,
                                "/portal/sign-in/new-password?token=" + token.text(),
                                person.name(),
                                RecoveryLinks.LIFE.toMinutes()))
                .as(transaction::transactional);
    }

    /** Empty if the link works no more. */
    Mono<UUID> choose(Token token, String hash, String place) {
        return links.use(token)
                .delayUntil(staff -> replacePassword.replace(staff, hash, place))
                .as(transaction::transactional);
    }
}
