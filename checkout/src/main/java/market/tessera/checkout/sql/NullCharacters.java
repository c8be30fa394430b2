package market.tessera.checkout.sql;

import tools.jackson.databind.JsonNode;

/** The one character that PostgreSQL keeps in no text: what contains it has to be refused before it gets there. */
public final class NullCharacters {
    private NullCharacters() {}

    public static boolean in(String text) {
        return text.indexOf('\0') >= 0;
    }

    /** In a text of the document, or in a member's name. */
    public static boolean in(JsonNode node) {
        return node.isString()
                ? in(node.asString())
                : node.valueStream().anyMatch(NullCharacters::in)
                        || node.propertyStream().anyMatch(member -> in(member.getKey()));
    }
}
