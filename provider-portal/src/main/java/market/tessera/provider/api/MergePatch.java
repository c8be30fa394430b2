package market.tessera.provider.api;

import market.tessera.provider.provider.CatalogueFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON merge patches (RFC 7396). */
public final class MergePatch {
    private MergePatch() {}

    /** Makes the target say what the patch says; what is null in it is taken away, what is absent stays. */
    public static void apply(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(member -> {
            var name = member.getKey();
            switch (member.getValue()) {
                case ObjectNode inner when target.get(name) instanceof ObjectNode known -> apply(known, inner);
                case ObjectNode inner -> {
                    var fresh = CatalogueFormat.JSON.createObjectNode();
                    apply(fresh, inner);
                    target.set(name, fresh);
                }
                case JsonNode gone when gone.isNull() -> target.remove(name);
                case JsonNode value -> target.set(name, value);
            }
        });
    }
}
