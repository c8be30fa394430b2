package market.tessera.checkout.organisation;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import market.tessera.checkout.offer.Offer;
import market.tessera.checkout.offer.Offers;
import market.tessera.platform.mail.Letter;
import market.tessera.platform.mail.Outbox;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Writes once more to those who have not taken up what they were offered, at most once a day. */
@Service
class RemindInvited {
    private final DatabaseClient database;
    private final Organisations organisations;
    private final Offers offers;
    private final OrganisationLetters letters;
    private final Outbox outbox;
    private final Clock clock;

    RemindInvited(
            DatabaseClient database,
            Organisations organisations,
            Offers offers,
            OrganisationLetters letters,
            Outbox outbox,
            Clock clock) {
        this.database = database;
        this.organisations = organisations;
        this.offers = offers;
        this.letters = letters;
        this.outbox = outbox;
        this.clock = clock;
    }

    private record Waiting(
            UUID invitation, String email, @Nullable String name) {}

    /** Emits how many mails were written. */
    @Transactional
    public Mono<Long> remind(UUID organisation, UUID intake, Locale locale) {
        return Mono.zip(organisations.lock(organisation), offers.find(intake))
                .flatMap(found -> database.sql("""
                                update organisation_seat set reminded_at = :now
                                where organisation = :organisation and intake = :intake and state = 'INVITED'
                                  and coalesce(reminded_at, invited_at) < cast(:now as timestamptz) - interval '1 day'
                                returning invitation, email, name
                                """)
                        .bind("now", clock.instant())
                        .bind("organisation", organisation)
                        .bind("intake", intake)
                        .mapProperties(Waiting.class)
                        .all()
                        .concatMap(waiting -> outbox.put(letter(waiting, found.getT1(), found.getT2(), locale))
                                .thenReturn(waiting))
                        .count())
                .defaultIfEmpty(0L);
    }

    private Letter letter(Waiting waiting, String name, Offer offer, Locale locale) {
        var to = new Addressee(waiting.email(), waiting.name() == null ? "" : waiting.name());
        return letters.reminder(
                waiting.invitation(), name, to, offer, locale, LocalDate.now(clock.withZone(ZoneOffset.UTC)));
    }
}
