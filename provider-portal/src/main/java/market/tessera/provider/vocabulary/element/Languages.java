package market.tessera.provider.vocabulary.element;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.StringNode;

/** Languages by their tag, or by their English name. */
public final class Languages {
    private static final Pattern TAG = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final Map<String, String> NAMES = Stream.of(Locale.getISOLanguages())
            .collect(Collectors.toMap(
                    code -> Term.plain(Locale.of(code).getDisplayLanguage(Locale.ENGLISH)),
                    code -> code,
                    (one, _) -> one));

    private Languages() {}

    public static void write(Collection<String> written, Transcript offering) {
        var tags = new ArrayList<StringNode>();
        for (var language : written) {
            var tag = TAG.matcher(language).matches() ? language : NAMES.get(Term.plain(language));
            if (tag == null) {
                offering.undisclosed("inLanguage", language, "is no language tag");
            } else {
                tags.add(Transcript.JSON.stringNode(tag));
            }
        }
        offering.list("languages", "inLanguage", tags, 20);
    }
}
