package market.tessera.provider.api.offering;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.platform.problem.Problem;
import market.tessera.provider.api.Ids;
import market.tessera.provider.api.Seen;
import market.tessera.provider.api.offering.OfferingResource.Completeness;
import market.tessera.provider.api.offering.OfferingResource.Market;
import market.tessera.provider.api.offering.OfferingResource.Published;
import market.tessera.provider.catalogue.Intake;
import market.tessera.provider.disclosure.Disclosable;
import market.tessera.provider.draft.Drafts;
import market.tessera.provider.draft.Work;
import market.tessera.provider.editing.Completion;
import market.tessera.provider.intake.Intakes;
import market.tessera.provider.offering.IntakeTerms;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Offerings as the API shows them. */
@Component
class OfferingResources {
    private final Drafts drafts;
    private final Intakes intakes;
    private final Completion completion;
    private final String origin;

    OfferingResources(
            Drafts drafts, Intakes intakes, Completion completion, @Value("${tessera.public-url}") String origin) {
        this.drafts = drafts;
        this.intakes = intakes;
        this.completion = completion;
        this.origin = origin;
    }

    /** Fails with 404 if there is no such offering in scope. */
    Mono<OfferingResource> find(ProviderScope scope, String id) {
        return Mono.justOrEmpty(Ids.parse(id))
                .flatMap(known -> drafts.find(scope, known))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("There is no offering " + id)))
                .flatMap(this::resource);
    }

    /** As {@link #find}, for who changes it: the request names what it has seen, and nobody has changed that since. */
    Mono<OfferingResource> seen(ProviderScope scope, String id, HttpHeaders request) {
        return find(scope, id).doOnNext(resource -> Seen.require(request.getIfMatch(), resource.entityTag()));
    }

    private Mono<OfferingResource> resource(Work work) {
        return Mono.zip(intakes.open(work.id()).map(Intake::terms).collectList(), completion.of(work, work.elements()))
                .map(known -> resource(work, known.getT1(), known.getT2()));
    }

    private OfferingResource resource(Work work, List<IntakeTerms> runs, Completion.Report report) {
        var draft = work.draft();
        return new OfferingResource(
                work.id(),
                new OfferingResource.Provider(work.provider(), work.providerName()),
                work.offering().slug(),
                work.state().code(),
                draft != null,
                draft == null ? 0 : draft.revision(),
                CatalogueFormat.JSON.valueToTree(work.elements()),
                draft == null
                        ? CatalogueFormat.JSON.createObjectNode()
                        : CatalogueFormat.JSON.valueToTree(draft.provenance()),
                draft == null ? null : draft.basedOn(),
                draft == null ? null : draft.publishAt(),
                published(work),
                CatalogueFormat.JSON.valueToTree(runs),
                new Completeness(
                        report.percent(),
                        report.markets().stream().map(OfferingResources::market).toList()));
    }

    private @Nullable Published published(Work work) {
        var offering = work.offering();
        var edition = offering.edition();
        var since = offering.publishedAt();
        return work.published() == null || edition == null || since == null
                ? null
                : new Published(
                        edition,
                        offering.status().name().toLowerCase(Locale.ROOT),
                        since,
                        origin + "/offerings/" + offering.slug(),
                        CatalogueFormat.JSON.valueToTree(work.published()));
    }

    private static Market market(Completion.Market market) {
        return new Market(
                market.name(), market.title(), market.met(), lacking(market, "required"), lacking(market, "wished"));
    }

    private static List<String> lacking(Completion.Market market, String state) {
        return market.items().stream()
                .filter(item -> item.state().equals(state))
                .map(item -> CatalogueFormat.JSON
                        .valueToTree(Disclosable.valueOf(item.key()))
                        .asString())
                .toList();
    }

    /** For the address of what was created. */
    static String path(UUID id) {
        return "/api/v1/provider/offerings/" + id;
    }
}
