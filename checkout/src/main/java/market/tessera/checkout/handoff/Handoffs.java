package market.tessera.checkout.handoff;

import static market.tessera.platform.database.Rows.required;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.enrollment.Enrollment;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What has to be handed over, and when next. */
@Repository
class Handoffs {
    static final int BATCH = 50;

    private final DatabaseClient database;
    private final HandoffProperties properties;
    private final Clock clock;

    Handoffs(DatabaseClient database, HandoffProperties properties, Clock clock) {
        this.database = database;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * An enrollment that is being tried. The number tells attempts apart: what a slow one has to say counts no more once another has begun.
     *
     * @param attempts including the one that begins now
     */
    record Attempt(UUID enrollment, int attempts) {}

    /** @param until when all of them are due again that have not been settled; known to no other lease of theirs */
    record Lease(Instant until, List<Attempt> attempts) {}

    /** Of whom one takes what is due. */
    enum Lane {
        SLOW,
        OTHERS
    }

    /**
     * Takes what is due, for the length of a lease: if this program dies now, it is due again after that.
     *
     * @param slow the providers whose systems are
     */
    Mono<Lease> lease(Lane lane, Set<UUID> slow) {
        var until = leaseFromNow();
        return database.sql("""
                        update handoff set attempts = attempts + 1, due_at = :until
                        where enrollment in (
                          select h.enrollment from handoff h join enrollment e on e.id = h.enrollment
                          where h.due_at <= :now and (e.provider = any(:providers)) = :among
                          order by h.due_at limit :batch for update of h skip locked)
                        returning enrollment, attempts
                        """)
                .bind("until", until)
                .bind("now", clock.instant())
                .bind("providers", slow.toArray(UUID[]::new))
                .bind("among", lane == Lane.SLOW)
                .bind("batch", BATCH)
                .map(row ->
                        new Attempt(required(row, "enrollment", UUID.class), required(row, "attempts", Integer.class)))
                .all()
                .collectList()
                .map(attempts -> new Lease(until, attempts));
    }

    /** For as long again. What has been settled meanwhile, or was made due by a person, is due at another time and left alone. */
    Mono<Lease> renew(Lease lease) {
        var until = leaseFromNow();
        return database.sql(
                        "update handoff set due_at = :until where enrollment = any(:enrollments) and due_at = :before")
                .bind("until", until)
                .bind(
                        "enrollments",
                        lease.attempts().stream().map(Attempt::enrollment).toArray(UUID[]::new))
                .bind("before", lease.until())
                .then()
                .thenReturn(new Lease(until, lease.attempts()));
    }

    /** As precise as the database keeps it. */
    private Instant leaseFromNow() {
        return clock.instant().plus(properties.lease()).truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * A provider knows of an enrollment.
     *
     * @param asWithdrawn whether it was told that the place was given back
     * @param address by which it was told of the learner, if it was
     */
    record Known(
            UUID enrollment, boolean asWithdrawn, @Nullable String address) {
        static Known asTold(Enrollment told) {
            return new Known(
                    told.id(),
                    told.state() == Enrollment.State.WITHDRAWN,
                    told.learner().email());
        }

        static Known somehow(UUID enrollment) {
            return new Known(enrollment, false, null);
        }
    }

    /**
     * A place that was given back, or whose learner's address was corrected, while its provider was being told of it is due again: now the provider has
     * to be told of that.
     */
    Mono<Void> confirmed(List<Known> known) {
        return known.isEmpty()
                ? Mono.empty()
                : database.sql("""
                        update handoff h set failure = null, given_up_at = null, waits_since = null,
                          confirmed_at = coalesce(h.confirmed_at, :now), attempts = 0,
                          due_at = case when
                            case when e.state = 'WITHDRAWN' then not told.as_withdrawn else e.email <> told.address and e.email <> :nowhere end
                            then cast(:now as timestamptz) end
                        from unnest(:enrollments::uuid[], :withdrawn::boolean[], :addresses::text[]) as told (enrollment, as_withdrawn, address)
                          join enrollment e on e.id = told.enrollment
                        where h.enrollment = told.enrollment
                        """)
                        .bind("now", clock.instant())
                        .bind("nowhere", Enrollment.Learner.NOWHERE)
                        .bind(
                                "enrollments",
                                known.stream().map(Known::enrollment).toArray(UUID[]::new))
                        .bind(
                                "withdrawn",
                                known.stream().map(Known::asWithdrawn).toArray(Boolean[]::new))
                        .bind("addresses", known.stream().map(Known::address).toArray(String[]::new))
                        .then();
    }

    /** What takes it from there. */
    enum Waiting {
        PEOPLE,
        FETCH
    }

    /** They are on a list now, of the provider's people or of a system that fetches it. */
    Mono<Void> listed(List<Outcome.Listed> listed) {
        return listed.isEmpty()
                ? Mono.empty()
                : database.sql("""
                        update handoff h set due_at = null, failure = null, waits_since = coalesce(waits_since, :now), waits_for = listed.waits_for
                        from unnest(:enrollments::uuid[], :for::text[]) as listed (enrollment, waits_for)
                        where h.enrollment = listed.enrollment and due_at is not null
                        """)
                        .bind("now", clock.instant())
                        .bind("enrollments", enrollments(listed))
                        .bind(
                                "for",
                                listed.stream().map(one -> one.waiting().name()).toArray(String[]::new))
                        .then();
    }

    /** Tried again after a pause. */
    record Postponed(Attempt attempt, Duration pause, String failure) {}

    Mono<Void> postponed(List<Postponed> postponed) {
        return postponed.isEmpty()
                ? Mono.empty()
                : database.sql("""
                        update handoff h set due_at = later.due_at, failure = later.failure
                        from unnest(:enrollments::uuid[], :attempts::int[], :due::timestamptz[], :failures::text[])
                          as later (enrollment, attempts, due_at, failure)
                        where h.enrollment = later.enrollment and h.attempts = later.attempts and h.due_at is not null
                        """)
                        .bind(
                                "enrollments",
                                postponed.stream()
                                        .map(one -> one.attempt().enrollment())
                                        .toArray(UUID[]::new))
                        .bind(
                                "attempts",
                                postponed.stream()
                                        .map(one -> one.attempt().attempts())
                                        .toArray(Integer[]::new))
                        .bind(
                                "due",
                                postponed.stream()
                                        .map(one -> clock.instant().plus(one.pause()))
                                        .toArray(Instant[]::new))
                        .bind(
                                "failures",
                                postponed.stream().map(Postponed::failure).toArray(String[]::new))
                        .then();
    }

    /** Keeps what went wrong, beside what is done about it. */
    Mono<Void> note(List<Outcome> failed) {
        return failed.isEmpty()
                ? Mono.empty()
                : database.sql("""
                        insert into handoff_failure (enrollment, failed_at, failure)
                        select enrollment, :now, failure from unnest(:enrollments::uuid[], :failures::text[]) as failed (enrollment, failure)
                        """)
                        .bind("now", clock.instant())
                        .bind("enrollments", enrollments(failed))
                        .bind(
                                "failures",
                                failed.stream()
                                        .map(Outcome::failure)
                                        .flatMap(Optional::stream)
                                        .toArray(String[]::new))
                        .then();
    }

    private static UUID[] enrollments(List<? extends Outcome> outcomes) {
        return outcomes.stream().map(one -> one.attempt().enrollment()).toArray(UUID[]::new);
    }

    /** Due at once, with all attempts before it; false if there is nothing more to tell. */
    Mono<Boolean> again(UUID enrollment) {
        return database.sql("""
                        update handoff h set due_at = :now, attempts = 0, given_up_at = null, waits_since = null
                        from enrollment e
                        where e.id = h.enrollment and h.enrollment = :enrollment
                          and (h.given_up_at is not null or (h.confirmed_at is null and e.state = 'REQUESTED'))
                        """)
                .bind("now", clock.instant())
                .bind("enrollment", enrollment)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** What was told is told once more; false if nothing was told yet. */
    Mono<Boolean> repeat(UUID enrollment) {
        return database.sql("""
                        update handoff set due_at = :now, attempts = 0, given_up_at = null
                        where enrollment = :enrollment and confirmed_at is not null
                        """)
                .bind("now", clock.instant())
                .bind("enrollment", enrollment)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** False if it is not this attempt any more that decides. */
    Mono<Boolean> givenUp(Attempt attempt, String failure) {
        return database.sql("""
                        update handoff set due_at = null, failure = :failure, given_up_at = :now
                        where enrollment = :enrollment and attempts = :attempts and due_at is not null
                        """)
                .bind("failure", failure)
                .bind("now", clock.instant())
                .bind("enrollment", attempt.enrollment())
                .bind("attempts", attempt.attempts())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }
}
