package market.tessera.provider.vocabulary.element;

import java.util.stream.Stream;
import market.tessera.provider.jsonld.Thing;
import market.tessera.provider.mapping.Sentences;

/** The picture of a course: an address, or an {@code ImageObject} that has one; the first of several. */
public final class Pictures {
    private static final String PROPERTY = "image";
    private static final int LONGEST_ALT = 250;

    private Pictures() {}

    public static void write(Thing course, Transcript offering) {
        course.things(PROPERTY).stream().findFirst().ifPresent(picture -> write(picture, address(picture), offering));
    }

    private static void write(Thing picture, String address, Transcript offering) {
        if (!Thing.isAddress(address)) {
            offering.undisclosed(PROPERTY, address, "is no whole web address");
            return;
        }
        var node = Transcript.JSON.objectNode().put("url", address);
        Stream.of("caption", "description")
                .flatMap(words -> picture.text(words).stream())
                .findFirst()
                .ifPresent(words -> node.put("alt", Sentences.shorten(words, LONGEST_ALT)));
        offering.set(PROPERTY, node);
    }

    /** What is written as a bare text is either an address or a name; the id of an {@code ImageObject} names the description, not the picture. */
    private static String address(Thing picture) {
        return picture.types().isEmpty()
                ? picture.anyText("contentUrl", "url", "@id", "name").orElse("")
                : picture.anyText("contentUrl", "url").orElse("");
    }
}
