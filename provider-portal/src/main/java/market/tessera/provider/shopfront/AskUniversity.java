package market.tessera.provider.shopfront;

import java.util.Locale;
import java.util.UUID;
import market.tessera.platform.identity.Throttle;
import market.tessera.platform.mail.Letters;
import market.tessera.provider.provider.Affiliations;
import market.tessera.provider.provider.Provider;
import market.tessera.provider.provider.Providers;
import market.tessera.provider.staff.Members;
import market.tessera.provider.staff.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** A school asks a university to be shown as its own; the university's administrators are told by mail. To be called unbound. */
@Service
class AskUniversity {
    private static final int LETTERS_AN_HOUR = 5;

    private final Providers providers;
    private final Affiliations affiliations;
    private final Members members;
    private final Letters letters;
    private final Throttle throttle;

    AskUniversity(Providers providers, Affiliations affiliations, Members members, Letters letters, Throttle throttle) {
        this.providers = providers;
        this.affiliations = affiliations;
        this.members = members;
        this.letters = letters;
        this.throttle = throttle;
    }

    /** False where it cannot be, and then nobody is told; empty if there is no such university. */
    @Transactional
    public Mono<Boolean> ask(UUID school, String university) {
        return providers
                .findBySlug(university)
                .flatMap(asked -> affiliations
                        .ask(school, asked.id())
                        .delayUntil(taken -> taken ? tell(school, asked) : Mono.empty()));
    }

    /** Whoever asks and withdraws again and again fills nobody's mailbox. */
    private Mono<Void> tell(UUID school, Provider university) {
        return throttle.take("school-asks", school.toString(), LETTERS_AN_HOUR)
                .filter(free -> free)
                .flatMap(_ -> providers.find(school))
                .flatMapMany(asking -> members.team(university.id())
                        .filter(colleague -> colleague.roles().contains(Role.ADMINISTRATOR))
                        .concatMap(administrator -> letters.send(
                                "schools.letter.asked",
                                administrator.email(),
                                Locale.ENGLISH,
                                "/portal/settings/%s/schools".formatted(university.id()),
                                asking.profile().name(),
                                university.profile().name())))
                .then();
    }
}
