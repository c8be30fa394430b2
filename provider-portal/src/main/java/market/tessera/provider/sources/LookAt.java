package market.tessera.provider.sources;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import market.tessera.platform.mail.Letters;
import market.tessera.platform.outbound.Downloads.Outcome;
import market.tessera.platform.outbound.Downloads.State;
import market.tessera.platform.outbound.Unreachable;
import market.tessera.provider.imports.TakeFile;
import market.tessera.provider.staff.Members;
import market.tessera.provider.staff.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Looks whether there is something new at the address of a source, imports it, and keeps how it went. */
@Component
class LookAt {
    private static final Logger LOG = LoggerFactory.getLogger(LookAt.class);

    private final Sources sources;
    private final Fetch fetch;
    private final TakeFile takeFile;
    private final Telling telling;
    private final Clock clock;

    LookAt(Sources sources, Fetch fetch, TakeFile takeFile, Telling telling, Clock clock) {
        this.sources = sources;
        this.fetch = fetch;
        this.takeFile = takeFile;
        this.telling = telling;
        this.clock = clock;
    }

    /** Who is told when it fails again and again. */
    @Component
    record Telling(Members members, Letters letters, TransactionalOperator transaction) {}

    Mono<Void> look(Source source) {
        return Mono.usingWhen(
                        Mono.fromCallable(() -> Files.createTempFile("tessera-source-", ".part"))
                                .subscribeOn(Schedulers.boundedElastic()),
                        file -> brought(source, file),
                        file -> Mono.<Void>fromCallable(() -> {
                                    Files.deleteIfExists(file);
                                    return null;
                                })
                                .subscribeOn(Schedulers.boundedElastic()))
                .onErrorResume(failure -> Mono.fromSupplier(() -> failed(source, failure)))
                .flatMap(seen -> keep(source, seen));
    }

    /** What was seen, and by which the server will know it again. */
    private record Seen(Run run, State state) {}

    private Mono<Seen> brought(Source source, Path file) {
        return sources.token(source)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(token -> emptied(file).then(fetch.bring(source, token.orElse(null), file)))
                .flatMap(outcome -> switch (outcome) {
                    case Outcome.Same() -> Mono.just(new Seen(run(Run.Outcome.SAME, null, null), source.state()));
                    case Outcome.Brought fetched -> take(source, file, fetched.state());
                });
    }

    private Seen failed(Source source, Throwable failure) {
        if (failure instanceof Unreachable unreachable) {
            return new Seen(run(Run.Outcome.FAILED, words(unreachable), null), source.state());
        }
        LOG.error("Source {} could not be looked at", source.id(), failure);
        return new Seen(run(Run.Outcome.FAILED, Run.OUR_SIDE, null), source.state());
    }

    private static Mono<Void> emptied(Path file) {
        return Mono.<Void>fromCallable(() -> {
                    Files.deleteIfExists(file);
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<Seen> take(Source source, Path file, State state) {
        return takeFile.take(new TakeFile.Order(
                        source.provider(),
                        source.requestedBy(),
                        source.name(),
                        source.format(),
                        source.changes().propose(),
                        file))
                .map(taken -> switch (taken) {
                    case TakeFile.Taken.Started(var id) -> new Seen(run(Run.Outcome.IMPORTED, null, id), state);
                    case TakeFile.Taken.Refused(var reasons) ->
                        new Seen(run(Run.Outcome.REFUSED, String.join(" ", reasons), null), source.state());
                });
    }

    private Run run(
            Run.Outcome outcome,
            @org.jspecify.annotations.Nullable String detail,
            @org.jspecify.annotations.Nullable UUID imported) {
        return new Run(clock.instant(), outcome, detail, imported);
    }

    private static String words(Unreachable failure) {
        return failure.reason() == Unreachable.Reason.STATUS
                ? failure.reason().key() + " " + failure.detail()
                : failure.reason().key();
    }

    private Mono<Void> keep(Source source, Seen seen) {
        var run = seen.run();
        var due = run.good() ? source.next(run.at()) : source.again(run.at());
        var recorded = sources.record(source, run, seen.state(), due);
        return (run.good() || source.failures() + 1 != Source.TELL_AFTER
                        ? recorded
                        : recorded.then(Mono.defer(() -> tell(source))))
                .as(telling.transaction()::transactional);
    }

    /** Its administrators, once for each series of failures. */
    private Mono<Void> tell(Source source) {
        return telling.members()
                .team(source.provider())
                .filter(colleague -> colleague.roles().contains(Role.ADMINISTRATOR)
                        || colleague.id().equals(source.requestedBy()))
                .concatMap(colleague -> telling.letters()
                        .send(
                                "sources.letter.failing",
                                colleague.email(),
                                Locale.ENGLISH,
                                "/portal/imports/sources/" + source.id(),
                                source.name(),
                                Objects.toString(source.address().getHost(), ""),
                                Source.TELL_AFTER))
                .then();
    }
}
