package market.tessera.provider.onboarding;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What operator and institutions said to each other and what was decided; nothing of it is ever changed. */
@Repository
class Verifications {
    /** What has to be looked into before the operator vouches for an institution. */
    static final List<String> CHECKS = List.of("register", "accreditation", "domain", "quality", "contact");

    private final DatabaseClient database;
    private final Clock clock;

    Verifications(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What can happen. */
    enum Action {
        APPLIED,
        /** The operator wants to know more. */
        ASKED,
        ANSWERED,
        VERIFIED,
        REFUSED,
        SUSPENDED,
        /** It calls itself otherwise than when it was verified. */
        RENAMED
    }

    /** Who says something. */
    record Speaker(UUID id, String name) {
        static Speaker of(Person person) {
            return new Speaker(person.id(), person.name());
        }

        /** A person, or a program. */
        static Speaker of(Actor actor) {
            return new Speaker(actor.id(), actor.name());
        }
    }

    /** @param reviewOn when a verification is to be given anew; null for all else */
    record Entry(
            Instant at,
            String name,
            Action action,
            String said,
            List<String> checks,
            @Nullable LocalDate reviewOn) {}

    Mono<Void> record(UUID provider, Speaker who, Action action, String said) {
        return record(provider, who, action, said, Set.of(), null);
    }

    Mono<Void> record(
            UUID provider, Speaker who, Action action, String said, Set<String> checks, @Nullable LocalDate reviewOn) {
        return database.sql("""
                        insert into verification_event (provider, at, actor, name, action, said, checks, review_on)
                        values (:provider, :at, :actor, :name, :action, :said, :checks, :reviewOn)
                        """)
                .bind("provider", provider)
                .bind("at", clock.instant())
                .bind("actor", who.id())
                .bind("name", who.name())
                .bind("action", action.name())
                .bind("said", said)
                .bind("checks", checks.stream().sorted().toArray(String[]::new))
                .bind("reviewOn", Columns.orNull(reviewOn, LocalDate.class))
                .then();
    }

    /** Until when the operator's word holds. */
    Mono<Void> reviewOn(UUID provider, LocalDate day) {
        return database.sql("update provider set review_on = :day where id = :provider")
                .bind("day", day)
                .bind("provider", provider)
                .then();
    }

    /** The oldest first. */
    Flux<Entry> of(UUID provider) {
        return database.sql("select * from verification_event where provider = :provider order by id")
                .bind("provider", provider)
                .map(Verifications::entry)
                .all();
    }

    /** Others of the same name or web domain, which this one may be. */
    Flux<Similar> similar(UUID provider) {
        return database.sql("""
                        select o.id, o.name, o.verified_at is not null as verified from provider p join provider o on o.id <> p.id and (
                          lower(o.name) = lower(p.name)
                          or substring(o.profile ->> 'url' from '^https?://(?:www\\.)?([^/:]+)')
                            = substring(p.profile ->> 'url' from '^https?://(?:www\\.)?([^/:]+)'))
                        where p.id = :provider order by o.name, o.id limit 10
                        """)
                .bind("provider", provider)
                .map(row -> new Similar(
                        Columns.required(row, "id", UUID.class),
                        Columns.required(row, "name", String.class),
                        Columns.required(row, "verified", Boolean.class)))
                .all();
    }

    record Similar(UUID id, String name, boolean verified) {}

    private static Entry entry(Readable row) {
        return new Entry(
                Columns.required(row, "at", Instant.class),
                Columns.required(row, "name", String.class),
                Action.valueOf(Columns.required(row, "action", String.class)),
                Columns.required(row, "said", String.class),
                List.of(Columns.required(row, "checks", String[].class)),
                row.get("review_on", LocalDate.class));
    }
}
