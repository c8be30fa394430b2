package market.tessera.provider.entries;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import market.tessera.provider.elements.FormatCheck;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.IntakeTerms;
import market.tessera.provider.offering.Provenance;
import market.tessera.provider.offering.RemoteDocument;
import market.tessera.provider.offering.RemoteImage;
import market.tessera.provider.pathwayedition.PathwayTerms;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.ProviderProfile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks records against the catalogue format and says of each fault where it is. */
@Component
public class EntryReader {
    private static final TypeReference<List<IntakeTerms>> INTAKES = new TypeReference<>() {};
    private static final TypeReference<Map<String, Provenance>> PROVENANCE = new TypeReference<>() {};
    private static final TypeReference<RemoteImage> REMOTE_IMAGE = new TypeReference<>() {};
    private static final ObjectReader REMOTE_DOCUMENT = CatalogueFormat.JSON.readerFor(RemoteDocument.class);
    private static final TypeReference<List<String>> IDS = new TypeReference<>() {};

    private final FormatCheck format;

    EntryReader(FormatCheck format) {
        this.format = format;
    }

    public Checked<ProviderEntry> provider(ObjectNode node) {
        return check(node, rest -> {
            var externalId = text(rest.remove("externalId"));
            return new ProviderEntry(externalId, CatalogueFormat.JSON.treeToValue(rest, ProviderProfile.class));
        });
    }

    public Checked<OfferingEntry> offering(ObjectNode node) {
        return check(node, rest -> {
            var externalId = text(rest.remove("externalId"));
            var provider = textOrNull(rest.remove("provider"));
            var intakes = part(rest, "intakes", INTAKES).orElse(List.of());
            var provenance = part(rest, "provenance", PROVENANCE).orElse(Map.of());
            var image = remoteImage(rest);
            var documents = remoteDocuments(rest);
            return new OfferingEntry(
                    externalId,
                    provider,
                    CatalogueFormat.JSON.treeToValue(rest, Elements.class),
                    intakes,
                    provenance,
                    image.orElse(null),
                    documents);
        });
    }

    public Checked<PathwayEntry> pathway(ObjectNode node) {
        return check(node, rest -> {
            var externalId = text(rest.remove("externalId"));
            var provider = textOrNull(rest.remove("provider"));
            var offerings = part(rest, "offerings", IDS).orElse(List.of());
            var pathways = part(rest, "pathways", IDS).orElse(List.of());
            return new PathwayEntry(
                    externalId,
                    provider,
                    CatalogueFormat.JSON.treeToValue(rest, PathwayTerms.class),
                    offerings,
                    pathways);
        });
    }

    /** A picture that was uploaded here is read over; one with a whole address lies somewhere else. */
    private static Optional<RemoteImage> remoteImage(ObjectNode node) {
        return node.path("image").path("url").asString("").contains("://")
                ? part(node, "image", REMOTE_IMAGE)
                : Optional.empty();
    }

    /** Likewise; those that were uploaded here stay in the list. */
    private static List<RemoteDocument> remoteDocuments(ObjectNode node) {
        if (!(node.get("documents") instanceof ArrayNode all)) {
            return List.of();
        }
        var remote = new ArrayList<RemoteDocument>();
        for (var at = 0; at < all.size(); ) {
            if (all.path(at).path("url").asString("").contains("://")) {
                remote.add(REMOTE_DOCUMENT.readValue(all.remove(at)));
            } else {
                at++;
            }
        }
        return List.copyOf(remote);
    }

    private <T> Checked<T> check(ObjectNode node, Function<ObjectNode, T> reader) {
        var externalId = node.path("externalId").asString("");
        return switch (format.check(node, reader)) {
            case FormatCheck.Checked.Fits<T>(var value) -> new Checked.Valid<>(value);
            case FormatCheck.Checked.Misfit<T>(var faults) -> new Checked.Invalid<>(externalId, faults);
        };
    }

    /** What is no text is as good as an empty one, which is refused. */
    private static @Nullable String textOrNull(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : text(node);
    }

    private static String text(@Nullable JsonNode node) {
        return node != null && node.isString() ? node.asString() : "";
    }

    private static <T> Optional<T> part(ObjectNode node, String name, TypeReference<T> type) {
        var part = node.remove(name);
        if (part == null || part.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(CatalogueFormat.JSON.readerFor(type).readValue(part));
        } catch (JacksonException misfit) {
            misfit.prependPath(node, name);
            throw misfit;
        }
    }
}
