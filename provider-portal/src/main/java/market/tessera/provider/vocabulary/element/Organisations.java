package market.tessera.provider.vocabulary.element;

import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.provider.jsonld.Thing;
import tools.jackson.databind.node.ObjectNode;

/** Who offers a course. */
public final class Organisations {
    private Organisations() {}

    /** Who offers it; whoever owns it, where nobody else does. */
    public static Optional<Thing> offering(Thing course) {
        return course.things(Stream.of("offeredBy", "provider", "ownedBy", "organization"))
                .findFirst();
    }

    /** By which its source knows it: its CTID, its address, else its name. */
    public static Optional<String> id(Thing organisation) {
        return organisation
                .text("ctid")
                .or(() -> organisation.text("@id").filter(id -> !id.startsWith("_:")))
                .or(() -> Optional.ofNullable(organisation.address()))
                .or(organisation::label)
                .map(id -> id.substring(0, Math.min(id.length(), 200)));
    }

    /** As a provider of the catalogue format; empty if not even a name is known. */
    public static Optional<ObjectNode> profile(Thing organisation) {
        return organisation.label().map(name -> {
            var node = Transcript.JSON
                    .objectNode()
                    .put("externalId", id(organisation).orElse(name))
                    .put("name", name);
            organisation
                    .text("description")
                    .filter(text -> text.length() <= 5_000)
                    .ifPresent(text -> node.put("about", text));
            var address = organisation.address();
            if (address != null) {
                node.put("url", address);
            }
            organisation.things("address").stream()
                    .findFirst()
                    .flatMap(Places::place)
                    .ifPresent(place -> {
                        copy(place, node, "city");
                        copy(place, node, "country");
                    });
            return node;
        });
    }

    private static void copy(ObjectNode from, ObjectNode to, String member) {
        if (from.has(member)) {
            to.set(member, from.get(member));
        }
    }

    /** A profile as that of an awarding body. */
    public static ObjectNode body(ObjectNode profile) {
        var body = Transcript.JSON.objectNode().put("name", profile.get("name").asString());
        if (profile.has("url")) {
            body.set("url", profile.get("url"));
        }
        return body;
    }
}
