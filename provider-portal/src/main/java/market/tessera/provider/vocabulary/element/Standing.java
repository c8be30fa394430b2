package market.tessera.provider.vocabulary.element;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a course asks for, and what it counts towards. */
public final class Standing {
    private static final int LONGEST_PREREQUISITES = 4_000;
    private static final int LONGEST_WHOLE = 500;
    private static final int LONGEST_AWARD = 300;
    private static final int MOST = 20;

    private Standing() {}

    public static void prerequisites(Stream<String> conditions, Transcript offering, String property) {
        var stated = conditions.distinct().collect(Collectors.joining("\n"));
        if (stated.length() > LONGEST_PREREQUISITES) {
            offering.undisclosed(property, stated, "is too long");
        } else if (!stated.isEmpty()) {
            offering.text("prerequisites", Optional.of(stated));
        }
    }

    public static void partOf(Stream<String> wholes, Transcript offering) {
        var names = wholes.filter(name -> name.length() <= LONGEST_WHOLE)
                .map(Transcript.JSON::stringNode)
                .toList();
        if (!names.isEmpty()) {
            offering.set(
                    "stackability",
                    Transcript.JSON
                            .objectNode()
                            .set(
                                    "recognisedBy",
                                    Transcript.JSON
                                            .arrayNode()
                                            .addAll(names.stream().limit(MOST).toList())));
        }
    }

    public static void leadsTo(Stream<String> awards, Transcript offering, String property) {
        var named = awards.filter(name -> name.length() <= LONGEST_AWARD)
                .map(name -> Transcript.JSON
                        .objectNode()
                        .put("type", Credentials.recognition(name))
                        .put("name", name))
                .toList();
        offering.list("recognition", property, named, MOST);
    }
}
