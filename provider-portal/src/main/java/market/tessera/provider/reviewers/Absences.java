package market.tessera.provider.reviewers;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.Members.Member;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** When people are away, and who decides for them meanwhile. */
@Repository
class Absences {
    private final DatabaseClient database;
    private final Clock clock;

    Absences(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** From the first day to the last, both included. */
    record Absence(
            LocalDate firstDay, LocalDate lastDay, @Nullable Member deputy) {}

    /**
     * An institution that one works for.
     *
     * @param absence the present or the next one; null if none is planned
     */
    record Place(UUID provider, String name, @Nullable Absence absence, List<Member> colleagues) {}

    /** Of the person at each institution, by its name. */
    Flux<Place> of(ProviderScope scope, List<Place> places) {
        return Flux.fromIterable(places)
                .concatMap(place -> find(scope, place.provider())
                        .map(absence -> new Place(place.provider(), place.name(), absence, place.colleagues()))
                        .defaultIfEmpty(place));
    }

    private Mono<Absence> find(ProviderScope scope, UUID provider) {
        return database.sql("""
                        select a.first_day, a.last_day, s.id, s.name from absence a left join staff s on s.id = a.deputy
                        where a.staff = :staff and a.provider = :provider and a.last_day >= :today
                        """)
                .bind("staff", scope.person().id())
                .bind("provider", provider)
                .bind("today", LocalDate.now(clock))
                .map(Absences::absence)
                .one();
    }

    /** In place of what was planned before; false if the deputy does not work there. */
    Mono<Boolean> plan(ProviderScope scope, UUID provider, Period period, @Nullable UUID deputy) {
        return database.sql("""
                        insert into absence (staff, provider, deputy, first_day, last_day)
                        select :staff, :provider, :deputy, :first, :last
                        where :deputy::uuid is null or exists (select from membership m where m.staff = :deputy and m.provider = :provider)
                        on conflict (staff, provider) do update set
                          deputy = excluded.deputy, first_day = excluded.first_day, last_day = excluded.last_day
                        """)
                .bind("staff", scope.person().id())
                .bind("provider", provider)
                .bind("deputy", Columns.orNull(deputy, UUID.class))
                .bind("first", period.firstDay())
                .bind("last", period.lastDay())
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    /** Days, both included. */
    record Period(LocalDate firstDay, LocalDate lastDay) {}

    Mono<Void> end(ProviderScope scope, UUID provider) {
        return database.sql("delete from absence where staff = :staff and provider = :provider")
                .bind("staff", scope.person().id())
                .bind("provider", provider)
                .then();
    }

    private static Absence absence(Readable row) {
        var deputy = row.get("id", UUID.class);
        return new Absence(
                Columns.required(row, "first_day", LocalDate.class),
                Columns.required(row, "last_day", LocalDate.class),
                deputy == null ? null : new Member(deputy, Columns.required(row, "name", String.class)));
    }
}
