package market.tessera.provider.mapping;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import market.tessera.provider.offering.Attachment;
import market.tessera.provider.provider.CatalogueFormat;
import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a mapping file of what was chosen for the columns of a table. The offerings belong to whoever sends the table. */
public final class MappingDraft {
    private static final String ISO_DATE = "^\\d{4}-\\d\\d-\\d\\d";
    private static final String DOTTED_DATE = "^(\\d\\d)\\.(\\d\\d)\\.(\\d{4})";
    private static final Map<String, String> COSTS =
            Map.of("tuition", "tuition", "fees", "fees", "materials", "materials");

    /** Which kind a document is by what it is called. */
    private static final List<Map.Entry<Pattern, Attachment.Type>> DOCUMENTS = List.of(
            Map.entry(Pattern.compile("(?i)syllab"), Attachment.Type.SYLLABUS),
            Map.entry(Pattern.compile("(?i)handbook|module ?guide"), Attachment.Type.HANDBOOK),
            Map.entry(Pattern.compile("(?i)\\bfees?\\b"), Attachment.Type.FEE_SHEET),
            Map.entry(Pattern.compile("(?i)time ?table"), Attachment.Type.TIMETABLE));

    /** What people write where nothing is asked for. */
    private static final List<String> NO_PREREQUISITES =
            List.of("none", "no", "n/a", "na", "-", "nil", "none required", "no prerequisite", "no prerequisites");

    private final ObjectNode offering = object();
    private final Map<Target, String> blanks = new EnumMap<>(Target.class);
    private String externalId = "";

    private MappingDraft() {}

    /**
     * The text of the file; what lacks its unit is left out, and so are places where nothing says how one takes part. What is the same in every row holds
     * only where it is blank, if a column says it.
     */
    public static String text(String name, char separator, List<Choice> chosen) {
        var draft = new MappingDraft();
        var choices = chosen.stream().filter(choice -> counts(choice, chosen)).toList();
        chosen.stream()
                .filter(choice -> choice.fills(chosen).isPresent())
                .forEach(choice -> draft.blanks.putIfAbsent(
                        choice.target(), choice.constant().orElseThrow()));
        choices.stream()
                .filter(choice -> choice.target() == Target.EXTERNAL_ID)
                .findFirst()
                .ifPresent(choice -> draft.externalId = choice.column());
        var located = choices.stream().anyMatch(choice -> choice.target() == Target.MODE);
        choices.stream().filter(choice -> located || !choice.target().isPlace()).forEach(draft::put);
        draft.finish(choices);
        var file = object().put("name", name).put("title", name).put("source", name);
        var table = object().put("format", "csv").put("delimiter", String.valueOf(separator));
        table.putArray("encodings").add("UTF-8").add("windows-1252");
        file.set("inputs", object().set("table", table));
        file.set("provider", object());
        file.set("offering", draft.offering);
        return CatalogueFormat.YAML.writeValueAsString(file);
    }

    private static boolean counts(Choice choice, List<Choice> all) {
        return !choice.isConstant()
                || (choice.constant().isPresent()
                        && all.stream().noneMatch(other -> !other.isConstant() && other.target() == choice.target()));
    }

    private void put(Choice choice) {
        var target = choice.target();
        if (target == Target.IGNORE || (target.hasUnit() && choice.knownUnit().isEmpty())) {
            return;
        }
        if (target.path().startsWith("costs/")) {
            cost(choice, Objects.requireNonNull(COSTS.get(target.path().substring("costs/".length()))));
            return;
        }
        JsonNode at = offering;
        var steps = StringUtils.delimitedListToStringArray(target.path(), "/");
        for (var step = 0; step < steps.length - 1; step++) {
            at = below(at, steps[step], steps[step + 1]);
        }
        if (target == Target.DOCUMENT) {
            describe((ObjectNode) at, choice.knownUnit().orElseThrow());
        }
        set(at, steps[steps.length - 1], target.kind() == Target.Kind.DATE ? date(choice.column()) : rule(choice));
    }

    private static void describe(ObjectNode document, String title) {
        document.put("title", title)
                .put(
                        "type",
                        DOCUMENTS.stream()
                                .filter(kind -> kind.getKey().matcher(title).find())
                                .map(Map.Entry::getValue)
                                .findFirst()
                                .orElse(Attachment.Type.OTHER)
                                .key());
    }

    private static JsonNode below(JsonNode at, String step, String next) {
        if (at instanceof ArrayNode list) {
            return step.equals("-") || list.isEmpty() ? list.addObject() : list.get(0);
        }
        var object = (ObjectNode) at;
        var list = next.equals("-") || next.equals("0");
        if (!object.has(step)) {
            object.set(step, list ? CatalogueFormat.YAML.createArrayNode() : object());
        }
        return object.get(step);
    }

    private static void set(JsonNode at, String step, ObjectNode rule) {
        if (at instanceof ArrayNode list) {
            list.add(rule);
        } else {
            ((ObjectNode) at).set(step, rule);
        }
    }

    private void cost(Choice choice, String type) {
        var currency = choice.knownUnit().orElseThrow();
        var costs = offering.has("costs") ? (ArrayNode) offering.get("costs") : offering.putArray("costs");
        costs.addObject()
                .put("type", type)
                .put("currency", currency)
                .put("mandatory", true)
                .set("amount", rule(choice).put("as", "money").put("currency", currency));
    }

    /** As ISO 8601 writes it, or with dots; with slashes it cannot be told which is the day. */
    private static ObjectNode date(String column) {
        var date = object();
        var ways = date.putArray("first");
        ways.addObject().put("from", column).put("find", ISO_DATE);
        ways.addObject().put("from", column).put("find", DOTTED_DATE).put("replace", "$3-$2-$1");
        return date;
    }

    /** What is the same in every row is written as what could vary, so that an object does not vanish with its other members. */
    private ObjectNode rule(Choice choice) {
        var rule = choice.constant()
                .map(value -> object().put("text", value))
                .orElseGet(() -> object().put("from", choice.column()));
        switch (choice.target().kind()) {
            case NUMBER -> rule.put("as", "number");
            case INTEGER -> rule.put("as", "integer");
            case ADDRESS -> {
                rule.putArray("repair").add("web-address");
                rule.put("as", "web-address");
            }
            case CHOICE -> {
                if (!choice.isConstant()) {
                    meanings(rule.putObject("values"), choice);
                }
                if (choice.target() == Target.FINANCIAL_AID) {
                    rule.put("as", "boolean");
                }
            }
            case TEXT, MONEY, DATE -> {}
        }
        if (choice.target() == Target.SUMMARY) {
            rule.put("shorten", 240);
        }
        if (choice.target() == Target.PREREQUISITES && !choice.isConstant()) {
            var unknown = rule.putArray("unknown");
            NO_PREREQUISITES.forEach(unknown::add);
        }
        if (!choice.isConstant() && blanks.containsKey(choice.target())) {
            rule.put("blank", blanks.get(choice.target()));
        }
        return rule;
    }

    private static void meanings(ObjectNode values, Choice choice) {
        choice.values().forEach((value, meaning) -> {
            if (!meaning.isEmpty()) {
                values.put(value, meaning);
            }
        });
    }

    /** What the columns need beside themselves. */
    private void finish(List<Choice> choices) {
        for (var choice : choices) {
            switch (choice.target()) {
                case CREDIT -> unit("credit", "framework", choice);
                case LEVEL -> unit("level", "framework", choice);
                case SUBJECT ->
                    offering.path("subjects").forEach(subject -> ((ObjectNode) subject).put("scheme", choice.unit()));
                default -> {}
            }
        }
        if (!offering.has("summary") && offering.has("description")) {
            offering.set(
                    "summary",
                    object().put("from", offering.at("/description/from").asString())
                            .put("shorten", 240)
                            .put("derived", "beginning of the description"));
        }
        if (offering.at("/intakes/0") instanceof ObjectNode intake && intake.has("starts") && !externalId.isEmpty()) {
            intake.set(
                    "externalId",
                    object().put(
                                    "text",
                                    "{" + externalId + "}-{"
                                            + intake.at("/starts/first/0/from").asString() + "}"));
        }
    }

    private void unit(String element, String member, Choice choice) {
        if (offering.get(element) instanceof ObjectNode object && choice.unit() != null) {
            object.put(member, choice.unit());
        }
    }

    private static ObjectNode object() {
        return CatalogueFormat.YAML.createObjectNode();
    }
}
