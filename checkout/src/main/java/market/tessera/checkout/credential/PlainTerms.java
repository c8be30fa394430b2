package market.tessera.checkout.credential;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Whether a document says everything by the names under which it is read. JSON-LD lets the same statement be written in other ways, with the same
 * signature: by its address, by a name of one's own, or in another place. Whoever reads by name would then not see that a badge ends or can be revoked.
 */
final class PlainTerms {
    private static final String CONTEXT = "@context";
    private static final Set<String> OF_VALUES = Set.of("@id", "@type", "@value", "@language", "@direction");

    private PlainTerms() {}

    static boolean areAll(JsonNode node) {
        return node.isObject()
                ? node.properties().stream()
                        .allMatch(member -> member.getKey().equals(CONTEXT)
                                ? isPublished(member.getValue())
                                : isPlain(member.getKey()) && areAll(member.getValue()))
                : !node.isArray() || node.valueStream().allMatch(PlainTerms::areAll);
    }

    private static boolean isPlain(String name) {
        return name.startsWith("@") ? OF_VALUES.contains(name) : name.indexOf(':') < 0;
    }

    /** A context that is written out in the document can give any name to anything. */
    private static boolean isPublished(JsonNode context) {
        return context.isArray() ? context.valueStream().allMatch(JsonNode::isString) : context.isString();
    }
}
