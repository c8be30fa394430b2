package market.tessera.provider.ctdl;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Nodes of CTDL in JSON-LD.
 *
 * @param language of the words in them, as BCP 47 has it
 */
record Nodes(String language) {
    static ObjectNode object(String type) {
        return JsonNodeFactory.instance.objectNode().put("@type", type);
    }

    ObjectNode words(String text) {
        return JsonNodeFactory.instance.objectNode().put(language, text);
    }

    ObjectNode named(String type, String name) {
        var node = object(type);
        node.set("ceterms:name", words(name));
        return node;
    }

    ObjectNode alignment(String name, @Nullable String uri) {
        var term = object("ceterms:CredentialAlignmentObject");
        term.set("ceterms:targetNodeName", words(name));
        return uri == null ? term : term.put("ceterms:targetNode", uri);
    }
}
