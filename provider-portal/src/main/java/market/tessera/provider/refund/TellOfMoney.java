package market.tessera.provider.refund;

import java.util.List;
import java.util.UUID;
import market.tessera.platform.eventlog.EventHandler;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.platform.mail.Letters;
import market.tessera.provider.staff.Role;
import market.tessera.provider.staff.StaffAccount;
import market.tessera.provider.staff.StaffAccounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes to an institution's finance staff, or to its administrators where it has none; once to each, however often it is told. What cannot be read
 * is set aside with a warning.
 */
@Service
class TellOfMoney implements EventHandler {
    private static final Logger LOG = LoggerFactory.getLogger(TellOfMoney.class);

    private final StaffAccounts staff;
    private final Letters letters;

    TellOfMoney(StaffAccounts staff, Letters letters) {
        this.staff = staff;
        this.letters = letters;
    }

    @Override
    public Mono<Void> handle(List<LoggedEvent> batch) {
        return Flux.fromIterable(batch).concatMap(this::tell).then();
    }

    private Mono<Void> tell(LoggedEvent event) {
        try {
            return tell(event, Notice.of(event));
        } catch (IllegalArgumentException unreadable) {
            LOG.warn("{} {} was set aside: {}", event.type(), event.subject(), unreadable.getMessage());
            return Mono.empty();
        }
    }

    private Mono<Void> tell(LoggedEvent event, Notice notice) {
        return readers(notice.institution())
                .concatMap(reader -> letters.sendOnce(
                        "money-%s-%d-%s".formatted(event.subject(), event.version(), reader.id()),
                        notice.topic(),
                        reader.email(),
                        Notice.READER,
                        "/checkout/desk/orders/" + notice.order(),
                        notice.values().toArray()))
                .then();
    }

    private Flux<StaffAccount> readers(UUID institution) {
        return staff.with(Role.FINANCE, institution)
                .switchIfEmpty(Flux.defer(() -> staff.with(Role.ADMINISTRATOR, institution)));
    }
}
