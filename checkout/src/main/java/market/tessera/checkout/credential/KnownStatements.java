package market.tessera.checkout.credential;

import com.apicatalog.rdf.api.RdfQuadConsumer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.ObjectNode;

/**
 * What credentials that are written here say, as RDF. Badges of one edition of a course differ in a few values, such as whom they are given to: their
 * statements are read from JSON-LD once, with something in the place of these values, and filled in from then on. Reading a badge with contexts as large as
 * those of Open Badges takes several times as long as all the rest of a proof.
 *
 * <p>Only for documents whose form is ours: a name is kept as it is where it stands in a statement as a whole, and nowhere else.
 */
final class KnownStatements {
    private static final int MOST = 500;

    /** Not to be met in what a provider has written. */
    private static final String BLANK = "urn:blank:" + UUID.randomUUID() + ":";

    /** Where values stand that differ, and are texts or addresses to whoever reads the document as JSON-LD. */
    private static final List<JsonPointer> TEXTS = pointers(
            "/validFrom",
            "/credentialSubject/identifier/0/identityHash",
            "/credentialSubject/identifier/0/salt",
            "/credentialSubject/result/0/value",
            "/credentialStatus/statusListIndex");

    private static final List<JsonPointer> ADDRESSES = pointers(
            "/id",
            "/credentialSubject/id",
            "/credentialSubject/achievement/image/id",
            "/credentialStatus/id",
            "/credentialStatus/statusListCredential");

    /** Others are left out of RDF. */
    private static final Pattern ADDRESS = Pattern.compile("(https?://|urn:uuid:)[\\w.:/#?=&%@+~-]+");

    private static final Map<String, List<Statement>> FORMS =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, List<Statement>> eldest) {
                    return size() > MOST;
                }
            });

    private KnownStatements() {}

    private record Statement(
            String subject,
            String predicate,
            String object,
            @Nullable String datatype,
            @Nullable String language,
            @Nullable String direction,
            @Nullable String graph) {}

    /** @throws UnreadableCredential as {@link Canonical#read} */
    static void read(ObjectNode document, CanonicalGraph graph) {
        var form = document.deepCopy();
        var values = new HashMap<String, String>();
        TEXTS.forEach(place -> leaveBlank(form, place, values));
        ADDRESSES.stream()
                .filter(place -> ADDRESS.matcher(form.at(place).asString("")).matches())
                .forEach(place -> leaveBlank(form, place, values));
        statements(form).forEach(statement -> say(statement, values, graph));
    }

    private static void leaveBlank(ObjectNode form, JsonPointer place, Map<String, String> values) {
        var value = form.at(place);
        if (value.isString() && form.at(place.head()) instanceof ObjectNode parent) {
            var blank = BLANK + values.size();
            values.put(blank, value.stringValue());
            parent.put(place.last().getMatchingProperty(), blank);
        }
    }

    private static List<Statement> statements(ObjectNode form) {
        if (!comesAgain(form)) {
            return read(form);
        }
        var key = Base64.getEncoder()
                .encodeToString(Canonical.digest(form.toString().getBytes(StandardCharsets.UTF_8)));
        var known = FORMS.get(key);
        if (known != null) {
            return known;
        }
        var statements = read(form);
        FORMS.put(key, statements);
        return statements;
    }

    private static List<Statement> read(ObjectNode form) {
        var statements = new Statements();
        Canonical.read(form, statements);
        return statements.all();
    }

    /** As a badge of a course does; a transcript, a list of what is revoked, or a badge for a wallet is met once. */
    private static boolean comesAgain(ObjectNode form) {
        var holder = form.at("/credentialSubject/id").asString(BLANK);
        return form.at("/credentialSubject/achievement").isObject()
                && !form.has("evidence")
                && holder.startsWith(BLANK);
    }

    private static void say(Statement statement, Map<String, String> values, CanonicalGraph graph) {
        graph.quad(
                values.getOrDefault(statement.subject(), statement.subject()),
                statement.predicate(),
                values.getOrDefault(statement.object(), statement.object()),
                statement.datatype(),
                statement.language(),
                statement.direction(),
                statement.graph() == null ? null : values.getOrDefault(statement.graph(), statement.graph()));
    }

    /** Keeps what it is told. */
    private static final class Statements implements RdfQuadConsumer {
        private final List<Statement> kept = new ArrayList<>();

        List<Statement> all() {
            return List.copyOf(kept);
        }

        @Override
        public RdfQuadConsumer quad(
                String subject,
                String predicate,
                String object,
                @Nullable String datatype,
                @Nullable String language,
                @Nullable String direction,
                @Nullable String graph) {
            kept.add(new Statement(subject, predicate, object, datatype, language, direction, graph));
            return this;
        }
    }

    private static List<JsonPointer> pointers(String... places) {
        return Arrays.stream(places).map(JsonPointer::compile).toList();
    }
}
