package market.tessera.provider.pathway;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.provider.pathway.Writing.Circular;
import market.tessera.provider.pathway.Writing.Closed;
import market.tessera.provider.pathway.Writing.Conflict;
import market.tessera.provider.pathway.Writing.Unknown;
import market.tessera.provider.pathway.Writing.Written;
import market.tessera.provider.pathwayedition.PathwayContent;
import market.tessera.provider.review.Action;
import market.tessera.provider.review.ReviewRounds;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Begins pathways and writes on their drafts. Which pathway contains which is decided one change at a time for a provider: of two changes that
 * would close a circle together, the one that comes second is refused.
 */
@Service
public class EditPathway {
    private final Pathways pathways;
    private final Parts parts;
    private final PathwayTrail trail;
    private final ReviewRounds rounds;

    EditPathway(Pathways pathways, Parts parts, PathwayTrail trail, ReviewRounds rounds) {
        this.pathways = pathways;
        this.parts = parts;
        this.trail = trail;
        this.rounds = rounds;
    }

    /** A new pathway with its first draft. What it cannot consist of is for {@link #unknown} to say. */
    @Transactional
    public Mono<UUID> create(ProviderScope scope, UUID provider, PathwayContent content) {
        scope.require(provider, Role.AUTHOR, Role.ADMINISTRATOR);
        var id = UUID.randomUUID();
        return pathways.add(id, provider, content.terms().title())
                .then(pathways.begin(id, content, null))
                .then(rounds.contribute(id, scope.actor().answersFor()))
                .then(trail.record(id, scope.actor(), Action.BEGUN, null, null, content))
                .thenReturn(id);
    }

    /** Parts that the provider's pathways cannot consist of. */
    public Mono<List<UUID>> unknown(UUID provider, PathwayContent content) {
        return parts.of(provider, content)
                .map(known -> Stream.concat(content.offerings().stream(), content.pathways().stream())
                        .filter(part -> !known.containsKey(part))
                        .toList());
    }

    /** Writes what the pathway says now; the first change of a public one begins the draft of its next edition. */
    @Transactional
    public Mono<Writing> save(ProviderScope scope, UUID pathway, long revision, PathwayContent content) {
        return locked(scope, pathway).flatMap(work -> {
            if (!work.editable()) {
                return Mono.just(new Closed(work));
            }
            if (work.revision() != revision) {
                return Mono.just(new Conflict(work));
            }
            return content.equals(work.content())
                    ? Mono.just(new Written(revision))
                    : allowed(work, content).switchIfEmpty(Mono.defer(() -> write(scope, work, content)));
        });
    }

    /** Gives up the draft; what is public stays as it is. */
    @Transactional
    public Mono<Writing> discard(ProviderScope scope, UUID pathway, long revision) {
        return locked(scope, pathway).flatMap(work -> {
            if (work.draft() == null || work.published() == null || !work.editable()) {
                return Mono.just(new Closed(work));
            }
            return work.revision() == revision
                    ? trail.record(pathway, scope.actor(), Action.DISCARDED, null, null, work.published())
                            .then(pathways.forget(pathway))
                            .thenReturn(new Written(0))
                    : Mono.just(new Conflict(work));
        });
    }

    /** Empty if there is nothing against it. Parts that it has had before may have gone meanwhile: the review says so. */
    private Mono<Writing> allowed(PathwayWork work, PathwayContent content) {
        return unknown(work.provider(), content)
                .map(unknown -> unknown.stream()
                        .filter(part -> !work.content().offerings().contains(part))
                        .toList())
                .filter(unknown -> !unknown.isEmpty())
                .<Writing>map(Unknown::new)
                .switchIfEmpty(Mono.defer(() -> circular(work, content)));
    }

    private Mono<Writing> circular(PathwayWork work, PathwayContent content) {
        return content.pathways().isEmpty()
                ? Mono.empty()
                : pathways.lockLinks(work.provider())
                        .thenMany(pathways.containing(work.id(), content.pathways()))
                        .collectList()
                        .filter(found -> !found.isEmpty())
                        .map(Circular::new);
    }

    private Mono<Writing> write(ProviderScope scope, PathwayWork work, PathwayContent content) {
        var written = work.draft() == null
                ? pathways.begin(work.id(), content, work.edition())
                        .then(trail.record(work, scope.actor(), Action.BEGUN, null))
                        .thenReturn(0L)
                : pathways.write(work.id(), content).thenReturn(work.revision() + 1);
        return written.delayUntil(
                        _ -> rounds.contribute(work.id(), scope.actor().answersFor()))
                .map(Written::new);
    }

    private Mono<PathwayWork> locked(ProviderScope scope, UUID pathway) {
        return pathways.lock(scope, pathway)
                .doOnNext(work -> scope.require(work.provider(), Role.AUTHOR, Role.ADMINISTRATOR));
    }
}
