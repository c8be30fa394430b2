package market.tessera.provider.onboarding;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.UUID;
import market.tessera.platform.mail.Letters;
import market.tessera.platform.work.Recurring;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.schedule.Pace;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reminds an institution's administrators and the operator a month before a verification ends, once. */
@Service
class VerificationReminders {
    private static final int DAYS_AHEAD = 30;

    private final DatabaseClient database;
    private final Letters letters;
    private final Clock clock;

    VerificationReminders(DatabaseClient database, Letters letters, Clock clock) {
        this.database = database;
        this.letters = letters;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Recurring verificationRounds(VerificationReminders reminders, Pace pace) {
            return Recurring.every("Reminding of verifications", pace.pause(), reminders::tell)
                    .afterAPause();
        }
    }

    private record Ending(UUID provider, String name, LocalDate day) {}

    private record Recipient(String email, boolean operator) {}

    /** Of several instances, one claims each institution. */
    @Transactional
    public Mono<Void> tell() {
        return database.sql("""
                        update provider set review_reminded = review_on
                        where id in (
                          select id from provider
                          where verified_at is not null and review_on <= :ahead and review_reminded is distinct from review_on
                          order by id limit 100 for update skip locked)
                        returning id, name, review_on
                        """)
                .bind("ahead", LocalDate.now(clock).plusDays(DAYS_AHEAD))
                .map(row -> new Ending(
                        Columns.required(row, "id", UUID.class),
                        Columns.required(row, "name", String.class),
                        Columns.required(row, "review_on", LocalDate.class)))
                .all()
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(this::remind)
                .then();
    }

    private Mono<Void> remind(Ending ending) {
        return recipients(ending.provider())
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(recipient -> letters.send(
                        recipient.operator() ? "onboarding.letter.ending.operator" : "onboarding.letter.ending",
                        recipient.email(),
                        Locale.ENGLISH,
                        recipient.operator()
                                ? "/portal/providers/" + ending.provider()
                                : "/portal/settings/" + ending.provider() + "/verification",
                        ending.name(),
                        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                                .withLocale(Locale.UK)
                                .format(ending.day())))
                .then();
    }

    private Flux<Recipient> recipients(UUID provider) {
        return database.sql("""
                        select s.email, false as operator from staff s join membership m on m.staff = s.id
                        where m.provider = :provider and m.role = 'administrator'
                        union select s.email, true from staff s where s.operator order by 1
                        """)
                .bind("provider", provider)
                .map(row -> new Recipient(
                        Columns.required(row, "email", String.class), Columns.required(row, "operator", Boolean.class)))
                .all();
    }
}
