package market.tessera.provider.draft;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import market.tessera.provider.elements.Change;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.Provenance;
import market.tessera.provider.review.Action;
import market.tessera.provider.review.ReviewRounds;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Begins drafts and writes on them. */
@Service
public class EditDraft {
    private final Drafts drafts;
    private final History history;
    private final ReviewRounds rounds;
    private final DraftFiles files;
    private final DatabaseClient database;

    EditDraft(Drafts drafts, History history, ReviewRounds rounds, DraftFiles files, DatabaseClient database) {
        this.files = files;
        this.drafts = drafts;
        this.history = history;
        this.rounds = rounds;
        this.database = database;
    }

    /** How an attempt to write ended. */
    public sealed interface Saving {
        /** @param revision to be named with the next change */
        record Saved(long revision) implements Saving {}

        /** Somebody else has written since; nothing was changed. */
        record Conflict(Work now) implements Saving {}

        /** The draft is with its reviewers, or there is none; nothing was changed. */
        record Closed(Work now) implements Saving {}
    }

    /** A new offering with its first draft. */
    @Transactional
    public Mono<UUID> create(ProviderScope scope, UUID provider, Elements elements) {
        scope.require(provider, Role.AUTHOR, Role.ADMINISTRATOR);
        var id = UUID.randomUUID();
        return drafts.add(id, provider, elements.title())
                .then(files.settle(provider, elements))
                .flatMap(settled -> begin(scope, id, settled))
                .thenReturn(id);
    }

    private Mono<Void> begin(ProviderScope scope, UUID id, Elements elements) {
        return drafts.begin(id, elements, Map.of(), null, scope.actor().answersFor())
                .then(rounds.contribute(id, scope.actor().answersFor()))
                .then(history.record(id, scope.actor(), Action.BEGUN, null, null, elements));
    }

    /** A draft of the next version of what is public; the one that is there already, if there is one. */
    @Transactional
    public Mono<Work> begin(ProviderScope scope, UUID offering) {
        return locked(scope, offering).flatMap(work -> work.draft() == null ? beginFrom(scope, work) : Mono.just(work));
    }

    /** Writes what the elements say now. An element that changes is stated by the provider from then on, wherever it came from before. */
    @Transactional
    public Mono<Saving> save(ProviderScope scope, UUID offering, long revision, Elements elements) {
        return locked(scope, offering).flatMap(work -> {
            var draft = work.draft();
            if (draft == null || !draft.state().editable()) {
                return Mono.just(new Saving.Closed(work));
            }
            if (draft.revision() != revision) {
                return Mono.just(new Saving.Conflict(work));
            }
            return write(scope, work, elements);
        });
    }

    /** Changes one thing about whatever the newest version says now; of what is public that begins the next version. */
    @Transactional
    public Mono<Saving> change(ProviderScope scope, UUID offering, UnaryOperator<Elements> how) {
        return begin(scope, offering).flatMap(work -> {
            var draft = Objects.requireNonNull(work.draft());
            return draft.state().editable()
                    ? write(scope, work, how.apply(draft.elements()))
                    : Mono.just(new Saving.Closed(work));
        });
    }

    /** Gives up the draft; what is public stays as it is. A draft that never became public leaves only its record. */
    @Transactional
    public Mono<Saving> discard(ProviderScope scope, UUID offering, long revision) {
        return locked(scope, offering).flatMap(work -> {
            var draft = work.draft();
            if (draft == null || work.published() == null || !draft.state().editable()) {
                return Mono.just(new Saving.Closed(work));
            }
            if (draft.revision() != revision) {
                return Mono.just(new Saving.Conflict(work));
            }
            return history.record(offering, scope.actor(), Action.DISCARDED, null, null, work.published())
                    .then(drafts.discard(offering))
                    .thenReturn(new Saving.Saved(revision));
        });
    }

    private Mono<Work> locked(ProviderScope scope, UUID offering) {
        return drafts.lock(scope, offering)
                .switchIfEmpty(notFound())
                .doOnNext(work -> scope.require(work.provider(), Role.AUTHOR, Role.ADMINISTRATOR));
    }

    private Mono<Work> beginFrom(ProviderScope scope, Work work) {
        return database.sql("""
                        insert into offering_draft (offering, elements, provenance, based_on, author)
                        select offering, elements, provenance, edition, :staff from offering_version
                        where offering = :offering and edition = :edition
                        """)
                .bind("staff", scope.actor().answersFor())
                .bind("offering", work.id())
                .bind("edition", Objects.requireNonNull(work.offering().edition()))
                .then()
                .then(history.record(work.id(), scope.actor(), Action.BEGUN, null, null, work.elements()))
                .then(drafts.find(scope, work.id()));
    }

    private Mono<Saving> write(ProviderScope scope, Work work, Elements elements) {
        var draft = Objects.requireNonNull(work.draft());
        return elements.equals(draft.elements())
                ? Mono.just(new Saving.Saved(draft.revision()))
                : files.settle(work.provider(), elements).flatMap(settled -> write(scope, draft, settled));
    }

    private Mono<Saving> write(ProviderScope scope, OfferingDraft draft, Elements elements) {
        return elements.equals(draft.elements())
                ? Mono.just(new Saving.Saved(draft.revision()))
                : drafts.write(draft.offering(), elements, provenance(draft, elements))
                        .then(rounds.contribute(draft.offering(), scope.actor().answersFor()))
                        .thenReturn(new Saving.Saved(draft.revision() + 1));
    }

    private static Map<String, Provenance> provenance(OfferingDraft draft, Elements elements) {
        var changed = Change.names(draft.elements(), elements).collect(Collectors.toSet());
        return draft.provenance().entrySet().stream()
                .filter(known -> !changed.contains(known.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
