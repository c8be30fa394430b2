package market.tessera.provider.upkeep;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.platform.mail.Letters;
import market.tessera.provider.catalogue.OfferingLog;
import market.tessera.provider.draft.History;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.review.Action;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import market.tessera.provider.staff.StaffAccounts;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The operator's emergency brake: an offering is off the market at once and stays so, whatever its institution or its files do, until the operator lifts
 * it. The institution is told why.
 */
@Service
class TakeDown {
    private final DatabaseClient database;
    private final StaffAccounts staff;
    private final History history;
    private final OfferingLog log;
    private final Letters letters;
    private final Clock clock;

    TakeDown(
            DatabaseClient database,
            StaffAccounts staff,
            History history,
            OfferingLog log,
            Letters letters,
            Clock clock) {
        this.database = database;
        this.staff = staff;
        this.history = history;
        this.log = log;
        this.letters = letters;
        this.clock = clock;
    }

    /** An offering that is taken down. */
    record TakenDown(UUID id, String title, String provider, Instant at, String why) {}

    private record Touched(UUID id, UUID provider, Elements elements) {}

    Flux<TakenDown> all() {
        return database.sql("""
                        select o.id, v.elements ->> 'title' as title, p.name, o.taken_down_at, o.taken_down_why
                        from offering o join provider p on p.id = o.provider
                        join offering_version v on v.offering = o.id and v.edition = o.edition
                        where o.taken_down_at is not null order by o.taken_down_at desc, o.id limit 200
                        """)
                .map(row -> new TakenDown(
                        Columns.required(row, "id", UUID.class),
                        Columns.required(row, "title", String.class),
                        Columns.required(row, "name", String.class),
                        Columns.required(row, "taken_down_at", Instant.class),
                        Columns.required(row, "taken_down_why", String.class)))
                .all();
    }

    /**
     * @param address the last part of the address of its public page, or its id
     * @return false if nothing public has that address
     */
    @Transactional
    public Mono<Boolean> take(ProviderScope operator, String address, String why) {
        return database.sql("""
                        with taken as (
                          update offering set status = 'withdrawn', taken_down_at = :now, taken_down_why = :why
                          where (slug = :address or id::text = :address) and status = 'published' returning id, provider, edition)
                        select t.id, t.provider, v.elements from taken t
                        join offering_version v on v.offering = t.id and v.edition = t.edition
                        """)
                .bind("now", clock.instant())
                .bind("why", why)
                .bind("address", address)
                .map(TakeDown::touched)
                .one()
                .flatMap(touched -> told(operator, touched, Action.TAKEN_DOWN, why)
                        .then(write(touched, why))
                        .thenReturn(true))
                .defaultIfEmpty(false);
    }

    /** Puts it on the market again as it was. */
    @Transactional
    public Mono<Void> lift(ProviderScope operator, UUID offering) {
        return database.sql("""
                        with lifted as (
                          update offering set status = 'published', taken_down_at = null, taken_down_why = null
                          where id = :id and taken_down_at is not null returning id, provider, edition)
                        select l.id, l.provider, v.elements from lifted l
                        join offering_version v on v.offering = l.id and v.edition = l.edition
                        """)
                .bind("id", offering)
                .map(TakeDown::touched)
                .one()
                .flatMap(touched -> told(operator, touched, Action.TAKE_DOWN_LIFTED, null));
    }

    private Mono<Void> told(ProviderScope operator, Touched touched, Action action, @Nullable String why) {
        return history.record(touched.id(), operator.actor(), action, null, why, touched.elements())
                .then(log.announce(List.of(touched.id())));
    }

    private Mono<Void> write(Touched touched, String why) {
        return staff.with(Role.ADMINISTRATOR, touched.provider())
                .concatMap(administrator -> letters.send(
                        "upkeep.letter.taken-down",
                        administrator.email(),
                        Locale.ENGLISH,
                        "/portal/offerings/" + touched.id(),
                        touched.elements().title(),
                        why))
                .then();
    }

    private static Touched touched(Readable row) {
        return new Touched(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "provider", UUID.class),
                Columns.json(row, "elements", Elements.class));
    }
}
