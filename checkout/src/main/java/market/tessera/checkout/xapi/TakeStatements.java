package market.tessera.checkout.xapi;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.checkout.client.SystemClient;
import market.tessera.checkout.connection.Connections;
import market.tessera.checkout.connection.MoveOn;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollment.State;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.handoff.ConfirmFetched;
import market.tessera.platform.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps a batch of statements, all or none, and lets what they come to complete courses, correct grades and take completions back. */
@Service
class TakeStatements {
    private final KeptStatements statements;
    private final Enrollments enrollments;
    private final Connections connections;
    private final ConfirmFetched known;
    private final Results results;
    private final Clock clock;

    TakeStatements(
            KeptStatements statements,
            Enrollments enrollments,
            Connections connections,
            ConfirmFetched known,
            Results results,
            Clock clock) {
        this.statements = statements;
        this.enrollments = enrollments;
        this.connections = connections;
        this.known = known;
        this.results = results;
        this.clock = clock;
    }

    /**
     * Takes them.
     *
     * @return errors with a {@link Problem}: 400 for an enrollment that is not the provider's, 409 for an id that is taken, and for more than are kept
     */
    @Transactional
    public Mono<Void> take(SystemClient client, List<Statement> batch) {
        return locked(client.provider(), batch)
                .then(Flux.fromIterable(batch)
                        .concatMap(statement -> keep(client.provider(), statement))
                        .collect(Collectors.toCollection(TreeSet::new)))
                .delayUntil(_ -> bounded(ids(batch, Statement::registration)))
                .zipWith(connections.find(client.provider(), client.connection()))
                .flatMap(found -> judge(found.getT1(), found.getT2().moveOn()));
    }

    /** Those that are spoken of, and those of whom something is voided: all in one order, as whoever else takes results does. */
    private Mono<Void> locked(UUID provider, List<Statement> batch) {
        var registrations = ids(batch, Statement::registration);
        return statements
                .of(provider, ids(batch, Statement::voids))
                .concatWithValues(registrations.toArray(UUID[]::new))
                .collect(Collectors.toSet())
                .flatMapMany(enrollments::lockAll)
                .filter(enrollment -> registrations.contains(enrollment.id())
                        && enrollment.course().provider().equals(provider)
                        && enrollment.state() != State.WITHDRAWN)
                .collectList()
                .doOnNext(found -> refuseOthers(registrations, found))
                .flatMapIterable(found -> found)
                .concatMap(known::heardOf)
                .then();
    }

    private static void refuseOthers(Set<UUID> registrations, List<Enrollment> found) {
        var theirs = found.stream().map(Enrollment::id).collect(Collectors.toSet());
        registrations.stream()
                .filter(registration -> !theirs.contains(registration))
                .findFirst()
                .ifPresent(registration -> {
                    throw Statement.refused("/context/registration", "No learner has the enrollment " + registration);
                });
    }

    private static Set<UUID> ids(List<Statement> batch, Function<Statement, @Nullable UUID> id) {
        return batch.stream()
                .flatMap(statement -> Stream.ofNullable(id.apply(statement)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Emits whose achievement may have changed by it. */
    private Mono<UUID> keep(UUID provider, Statement statement) {
        return statements.keep(provider, statement).flatMap(kept -> switch (kept) {
            case NEW -> touched(provider, statement);
            case KNOWN -> Mono.empty();
            case ANOTHER ->
                Mono.error(Problem.conflict(
                        "statement-exists", "There is another statement with the id " + statement.id()));
        });
    }

    private Mono<UUID> bounded(Set<UUID> registrations) {
        return statements
                .overfull(registrations)
                .next()
                .flatMap(full -> Mono.error(Problem.conflict(
                        "too-many-statements",
                        "Of one enrollment %d statements are kept that decide nothing, such as 'progressed', and %d that do; there are as many of %s"
                                .formatted(KeptStatements.MOST, KeptStatements.MOST_DECIDING, full))));
    }

    private Mono<UUID> touched(UUID provider, Statement statement) {
        var voids = statement.voids();
        if (voids != null) {
            return statements.voided(provider, voids);
        }
        return Verb.of(statement.verb()).isPresent() ? Mono.justOrEmpty(statement.registration()) : Mono.empty();
    }

    private Mono<Void> judge(Collection<UUID> touched, MoveOn moveOn) {
        return Flux.fromIterable(touched)
                .concatMap(enrollment -> enrollments.lock(enrollment))
                .concatMap(enrollment -> statements
                        .said(enrollment.id())
                        .flatMap(said -> results.take(enrollment, Achievement.of(said, moveOn), clock.instant())))
                .then();
    }
}
