package market.tessera.provider.api.offering;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.problem.Problem;
import market.tessera.platform.problem.Problem.Violation;
import market.tessera.provider.api.Bodies;
import market.tessera.provider.api.MergePatch;
import market.tessera.provider.draft.EditDraft;
import market.tessera.provider.draft.EditDraft.Saving;
import market.tessera.provider.elements.FormatCheck;
import market.tessera.provider.intake.ChangeIntakes;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.IntakeTerms;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.staff.ProviderScope;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes of offerings what programs send, checked as files of the catalogue format are. */
@Component
class WriteOffering {
    private static final String ELEMENTS = "elements";
    private static final String INTAKES = "intakes";

    private final EditDraft editDraft;
    private final ChangeIntakes changeIntakes;
    private final FormatCheck format;

    WriteOffering(EditDraft editDraft, ChangeIntakes changeIntakes, FormatCheck format) {
        this.editDraft = editDraft;
        this.changeIntakes = changeIntakes;
        this.format = format;
    }

    private record Runs(@Size(max = 500) List<@Valid IntakeTerms> intakes) {}

    /** Fails with 404 if there is no such provider. */
    @Transactional
    Mono<UUID> create(ProviderScope scope, ObjectNode body) {
        Bodies.only(body, Set.of(ELEMENTS, INTAKES));
        var elements = elements(object(body, ELEMENTS));
        var runs = body.has(INTAKES) ? runs(body.get(INTAKES), "") : List.<IntakeTerms>of();
        return editDraft
                .create(scope, scope.providers()[0], elements)
                .delayUntil(id -> runs.isEmpty() ? Mono.empty() : changeIntakes.change(scope, id, runs));
    }

    @Transactional
    Mono<Saving> change(ProviderScope scope, OfferingResource seen, ObjectNode patch) {
        Bodies.only(patch, Set.of(ELEMENTS));
        var merged = (ObjectNode) seen.elements().deepCopy();
        MergePatch.apply(merged, object(patch, ELEMENTS));
        var elements = elements(merged);
        var begun = seen.draft()
                ? Mono.<Void>empty()
                : editDraft.begin(scope, seen.id()).then();
        return begun.then(Mono.defer(() -> editDraft.save(scope, seen.id(), seen.revision(), elements)));
    }

    Mono<Void> intakes(ProviderScope scope, UUID offering, JsonNode body) {
        return changeIntakes.change(scope, offering, runs(body, ""));
    }

    private Elements elements(ObjectNode json) {
        return Bodies.fitting(
                format.check(json, node -> CatalogueFormat.JSON.treeToValue(node, Elements.class)), "/" + ELEMENTS);
    }

    private List<IntakeTerms> runs(JsonNode json, String pointer) {
        if (!(json instanceof ArrayNode)) {
            throw Problem.invalid(List.of(Violation.pointer(pointer, "Intakes are a JSON array")));
        }
        var wrapped = CatalogueFormat.JSON.createObjectNode();
        wrapped.set(INTAKES, json);
        return Bodies.fitting(
                        format.check(wrapped, node -> CatalogueFormat.JSON.treeToValue(node, Runs.class)), pointer)
                .intakes();
    }

    private static ObjectNode object(ObjectNode body, String member) {
        if (body.get(member) instanceof ObjectNode object) {
            return object;
        }
        throw Problem.invalid(List.of(Violation.pointer("/" + member, "is needed, as a JSON object")));
    }
}
