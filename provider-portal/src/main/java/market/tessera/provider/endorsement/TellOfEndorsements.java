package market.tessera.provider.endorsement;

import java.util.List;
import java.util.Locale;
import market.tessera.platform.eventlog.EventHandler;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.platform.mail.Letters;
import market.tessera.provider.endorsement.Step.Notice;
import market.tessera.provider.staff.Role;
import market.tessera.provider.staff.StaffAccounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes to the administrators of both institutions; once to each, however often a step is told. What cannot be read is set aside with a warning. */
@Service
class TellOfEndorsements implements EventHandler {
    private static final Logger LOG = LoggerFactory.getLogger(TellOfEndorsements.class);

    private final StaffAccounts staff;
    private final Letters letters;

    TellOfEndorsements(StaffAccounts staff, Letters letters) {
        this.staff = staff;
        this.letters = letters;
    }

    @Override
    public Mono<Void> handle(List<LoggedEvent> batch) {
        return Flux.fromIterable(batch).concatMap(this::tell).then();
    }

    private Mono<Void> tell(LoggedEvent event) {
        try {
            var step = Step.of(event.data());
            return Flux.fromIterable(step.notices())
                    .concatMap(notice -> tell(event, step, notice))
                    .then();
        } catch (IllegalArgumentException unreadable) {
            LOG.warn("{} {} was set aside: {}", event.type(), event.subject(), unreadable.getMessage());
            return Mono.empty();
        }
    }

    private Mono<Void> tell(LoggedEvent event, Step step, Notice notice) {
        return staff.with(Role.ADMINISTRATOR, notice.to().id())
                .concatMap(administrator -> letters.sendOnce(
                        "endorsement-%s-%d-%s".formatted(event.subject(), event.version(), administrator.id()),
                        "endorsement.letter." + notice.key(),
                        administrator.email(),
                        Locale.ENGLISH,
                        "/checkout/connections/%s/endorsements"
                                .formatted(notice.to().id()),
                        step.title(),
                        notice.other().name(),
                        step.said(),
                        step.edition(),
                        notice.to().name()))
                .then();
    }
}
