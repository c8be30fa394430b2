package market.tessera.provider.vocabulary.schema;

import java.util.Locale;
import java.util.stream.Stream;
import market.tessera.provider.jsonld.Thing;
import market.tessera.provider.mapping.Sentences;
import market.tessera.provider.offering.Attachment;
import market.tessera.provider.vocabulary.element.Transcript;
import tools.jackson.databind.node.ObjectNode;

/** PDFs about a course: each a {@code DigitalDocument} with a name and an address. */
final class Papers {
    private static final String PROPERTY = "subjectOf";

    private Papers() {}

    static void write(Thing course, Transcript offering) {
        offering.list(
                "documents",
                PROPERTY,
                course.things(PROPERTY).stream().flatMap(Papers::paper).toList(),
                Attachment.MOST);
    }

    private static Stream<ObjectNode> paper(Thing thing) {
        var address = thing.anyText("contentUrl", "url", "@id").filter(Thing::isAddress);
        var pdf = thing.text("encodingFormat")
                .or(() -> address)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text -> text.equals("application/pdf") || text.endsWith(".pdf"));
        return pdf.isEmpty()
                ? Stream.empty()
                : address.stream().flatMap(url -> thing.label().stream().map(name -> node(thing, url, name)));
    }

    private static ObjectNode node(Thing thing, String address, String name) {
        var node = Transcript.JSON
                .objectNode()
                .put("url", address)
                .put("title", Sentences.shorten(name, Attachment.LONGEST_TITLE));
        thing.text("inLanguage")
                .filter(language -> language.matches(Attachment.LANGUAGE))
                .ifPresent(language -> node.put("language", language));
        return node;
    }
}
