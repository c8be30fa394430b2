package market.tessera.provider.vocabulary.element;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import market.tessera.provider.jsonld.Thing;

/** What a course leads to, by the words it is called with. */
public final class Credentials {
    private static final int LONGEST_NAME = 300;

    private record Kind(String type, Pattern words) {
        Kind(String type, String words) {
            this(type, Pattern.compile(words, Pattern.CASE_INSENSITIVE));
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("digital-badge", "badge|micro-?credential"),
            new Kind("licence", "licen[cs]e"),
            new Kind("diploma", "diploma"),
            new Kind("degree", "degree|bachelor|master|doctor|associate"),
            new Kind("credit", "credit"),
            new Kind("certificate", "certificat"));

    private Credentials() {}

    public static void write(List<Thing> awards, Transcript offering, String property) {
        for (var award : awards.stream().limit(1).toList()) {
            var words = String.join(" ", award.types()) + " "
                    + award.text("credentialCategory").orElse("") + " "
                    + award.label().orElse("");
            var type = KINDS.stream()
                    .filter(kind -> kind.words().matcher(words).find())
                    .findFirst();
            if (type.isEmpty()) {
                offering.undisclosed(property, award.label().orElse("it"), "is no known kind of award");
                return;
            }
            var node = Transcript.JSON.objectNode().put("type", type.get().type());
            Optional.of(award)
                    .flatMap(Thing::label)
                    .filter(name -> name.length() <= LONGEST_NAME)
                    .ifPresent(name -> node.put("name", name));
            offering.set("credential", node);
        }
    }

    /** Whether a name is that of a licence, of a degree or of a certification. */
    static String recognition(String name) {
        return KINDS.stream()
                .filter(kind -> kind.words().matcher(name).find())
                .map(Kind::type)
                .filter(type -> type.equals("licence") || type.equals("degree"))
                .findFirst()
                .orElse("certification");
    }
}
