package market.tessera.provider.draft;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.provider.draft.Drafts.Version;
import market.tessera.provider.draft.EditDraft.Saving;
import market.tessera.provider.elements.Change;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.Provenance;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.review.ReviewRounds;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Drafts behind of which another edition has become public since they were begun, such as by an import. What nobody has touched in such a draft would take
 * the public words back.
 */
@Service
public class CatchUp {
    private static final Set<String> FILES = Set.of("image", "documents");

    private final Drafts drafts;
    private final ReviewRounds rounds;

    CatchUp(Drafts drafts, ReviewRounds rounds) {
        this.drafts = drafts;
        this.rounds = rounds;
    }

    /** Names of the elements that the draft would take back; of files it takes back none, see {@link #withFiles}. */
    public Mono<List<String>> behind(Work work) {
        return isBehind(work)
                ? begunFrom(work)
                        .map(base -> behind(work, base.elements()).stream()
                                .filter(element -> !FILES.contains(element))
                                .toList())
                : Mono.just(List.of());
    }

    /**
     * What the draft says, with the picture and the documents that are public by now where nobody has changed those in the draft. They come by themselves,
     * with an edition of their own, and reach no draft that has been proposed: nobody would know why what is being reviewed is another.
     */
    public Mono<Elements> withFiles(Work work, OfferingDraft draft) {
        return isBehind(work)
                ? begunFrom(work)
                        .map(base -> behind(work, base.elements()).stream()
                                .filter(FILES::contains)
                                .toList())
                        .map(files -> taken(draft.elements(), files, Objects.requireNonNull(work.published())))
                : Mono.just(draft.elements());
    }

    private static boolean isBehind(Work work) {
        var draft = work.draft();
        return draft != null
                && draft.basedOn() != null
                && work.published() != null
                && !draft.basedOn().equals(work.offering().edition());
    }

    private Mono<Version> begunFrom(Work work) {
        return drafts.version(
                work.id(),
                Objects.requireNonNull(Objects.requireNonNull(work.draft()).basedOn()));
    }

    private static List<String> behind(Work work, Elements base) {
        var touched = Change.names(base, work.elements()).collect(Collectors.toSet());
        return Change.names(base, Objects.requireNonNull(work.published()))
                .filter(element -> !touched.contains(element))
                .toList();
    }

    /** Takes what is public by now into the draft, but for what has been written there. */
    @Transactional
    public Mono<Saving> catchUp(ProviderScope scope, UUID offering, long revision) {
        return drafts.lock(scope, offering)
                .switchIfEmpty(notFound())
                .doOnNext(work -> scope.require(work.provider(), Role.AUTHOR, Role.ADMINISTRATOR))
                .flatMap(work -> {
                    var draft = work.draft();
                    if (draft == null || !draft.state().editable()) {
                        return Mono.just(new Saving.Closed(work));
                    }
                    if (draft.revision() != revision) {
                        return Mono.just(new Saving.Conflict(work));
                    }
                    return isBehind(work) ? catchUp(scope, work, draft) : Mono.just(new Saving.Saved(revision));
                });
    }

    private Mono<Saving> catchUp(ProviderScope scope, Work work, OfferingDraft draft) {
        var edition = Objects.requireNonNull(work.offering().edition());
        return Mono.zip(begunFrom(work), drafts.version(work.id(), edition))
                .flatMap(known -> {
                    var behind = behind(work, known.getT1().elements());
                    return drafts.catchUp(
                            work.id(),
                            taken(draft.elements(), behind, known.getT2().elements()),
                            provenance(draft, behind, known.getT2()),
                            edition);
                })
                .then(rounds.contribute(work.id(), scope.actor().answersFor()))
                .thenReturn(new Saving.Saved(draft.revision() + 1));
    }

    private static Elements taken(Elements draft, List<String> behind, Elements published) {
        ObjectNode merged = CatalogueFormat.JSON.valueToTree(draft);
        JsonNode now = CatalogueFormat.JSON.valueToTree(published);
        behind.forEach(element -> {
            merged.remove(element);
            if (now.has(element)) {
                merged.set(element, now.get(element));
            }
        });
        return CatalogueFormat.JSON.treeToValue(merged, Elements.class);
    }

    private static Map<String, Provenance> provenance(OfferingDraft draft, List<String> behind, Version published) {
        var merged = new HashMap<>(draft.provenance());
        merged.keySet().removeAll(behind);
        published.provenance().forEach((element, known) -> {
            if (behind.contains(element)) {
                merged.put(element, known);
            }
        });
        return merged;
    }
}
