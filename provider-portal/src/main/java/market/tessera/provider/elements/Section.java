package market.tessera.provider.elements;

import static market.tessera.provider.elements.Field.area;
import static market.tessera.provider.elements.Field.choice;
import static market.tessera.provider.elements.Field.group;
import static market.tessera.provider.elements.Field.required;
import static market.tessera.provider.elements.Field.rows;
import static market.tessera.provider.elements.Field.single;
import static market.tessera.provider.elements.Field.text;

import java.util.List;
import java.util.stream.Stream;
import market.tessera.provider.award.Assessment;
import market.tessera.provider.award.Credential;
import market.tessera.provider.award.Level;
import market.tessera.provider.award.QualityAssurance;
import market.tessera.provider.award.Recognition;
import market.tessera.provider.elements.Field.Kind;
import market.tessera.provider.offering.Attachment;
import market.tessera.provider.offering.Cost;
import market.tessera.provider.offering.Mode;
import market.tessera.provider.offering.TaxTreatment;

/**
 * Elements that are asked for together. The editor, what it reads, and the names of elements in differences all follow from this list.
 *
 * @param key of its heading in the message bundle, and its anchor
 */
public record Section(String key, List<Field> fields) {

    /** Everything that is said about an offering, in the order in which one thinks of it. */
    public static final List<Section> OFFERING = List.of(
            new Section(
                    "about",
                    List.of(
                            required("title", 200),
                            area("summary", 240),
                            new Field("description", Kind.MARKDOWN, 20_000, false, List.of(), List.of()),
                            group("image", single("url", Kind.FILE), text("alt", 250)),
                            group("awardingBody", text("name", 200), text("url", 2_000)),
                            text("url", 2_000),
                            rows(
                                    "documents",
                                    single("url", Kind.FILE),
                                    text("title", Attachment.LONGEST_TITLE),
                                    choice("type", Attachment.Type.class),
                                    text("language", 20),
                                    single("size", Kind.COUNTED),
                                    single("pages", Kind.COUNTED)))),
            new Section(
                    "learning",
                    List.of(
                            single("outcomes", Kind.LINES),
                            rows("skills", text("label", 200), text("uri", 500)),
                            rows(
                                    "subjects",
                                    choice("scheme", List.of("ISCED-F", "CIP", "ANZSCED")),
                                    text("code", 40),
                                    text("label", 300)),
                            rows(
                                    "occupations",
                                    choice("scheme", List.of("ISCO-08", "SOC")),
                                    text("code", 40),
                                    text("label", 300)))),
            new Section(
                    "effort",
                    List.of(
                            group(
                                    "effort",
                                    single("hours", Kind.NUMBER),
                                    single("weeks", Kind.NUMBER),
                                    single("hoursPerWeek", Kind.NUMBER)),
                            group(
                                    "credit",
                                    text("framework", 40),
                                    single("points", Kind.NUMBER),
                                    single("ects", Kind.NUMBER)),
                            group(
                                    "level",
                                    text("framework", 40),
                                    text("value", 100),
                                    choice("cycle", Level.Cycle.class)))),
            new Section(
                    "assessment",
                    List.of(rows(
                            "assessment",
                            choice("type", Assessment.Type.class),
                            single("supervised", Kind.FLAG),
                            single("identityVerified", Kind.FLAG),
                            area("description", 2_000)))),
            new Section(
                    "participation",
                    List.of(
                            group(
                                    "participation",
                                    choice("mode", Mode.class),
                                    single("synchronous", Kind.FLAG),
                                    group("place", text("name", 200), text("city", 100), text("country", 2))),
                            single("languages", Kind.TAGS),
                            single("support", Kind.TAGS),
                            area("prerequisites", 4_000))),
            new Section(
                    "award",
                    List.of(
                            group("credential", choice("type", Credential.Type.class), text("name", 300)),
                            group("stackability", single("standalone", Kind.FLAG), single("recognisedBy", Kind.LINES)),
                            rows("recognition", choice("type", Recognition.Type.class), text("name", 300)),
                            single("courseCodes", Kind.LINES),
                            rows(
                                    "qualityAssurance",
                                    choice("type", QualityAssurance.Type.class),
                                    text("body", 300),
                                    single("reviewed", Kind.DATE)))),
            new Section(
                    "cost",
                    List.of(
                            rows(
                                    "costs",
                                    choice("type", Cost.Type.class),
                                    single("amount", Kind.AMOUNT),
                                    single("currency", Kind.CURRENCY),
                                    single("mandatory", Kind.FLAG),
                                    text("label", 200)),
                            choice("tax", TaxTreatment.class),
                            single("financialAid", Kind.FLAG),
                            group("refund", single("days", Kind.NUMBER), area("text", 2_000)))));

    /** The dated runs of an offering. */
    public static final List<Section> INTAKES = List.of(new Section(
            "intakes",
            List.of(rows(
                    "intakes",
                    single("externalId", Kind.HIDDEN),
                    single("selfPaced", Kind.FLAG),
                    single("starts", Kind.DATE),
                    single("ends", Kind.DATE),
                    single("closes", Kind.DATE),
                    single("seats", Kind.NUMBER),
                    single("waitlist", Kind.FLAG),
                    choice("mode", Mode.class),
                    text("place", 300),
                    single("timeZone", Kind.ZONE),
                    single("teachers", Kind.LINES),
                    group("price", single("amount", Kind.AMOUNT), single("currency", Kind.CURRENCY))))));

    /** What is said about a pathway; its words are under {@code field.pathway.} */
    public static final List<Section> PATHWAY = List.of(
            new Section("pathway-about", List.of(required("title", 200), area("summary", 1_000))),
            new Section(
                    "pathway-rule",
                    List.of(group(
                            "rule",
                            choice("type", List.of("allOf", "anyOf", "creditSum")),
                            single("n", Kind.NUMBER),
                            text("framework", 40),
                            single("points", Kind.NUMBER)))),
            new Section(
                    "pathway-award",
                    List.of(
                            group("award", text("name", 300), text("institution", 300)),
                            single("creditBearing", Kind.FLAG),
                            rows("recognition", text("award", 300), text("institution", 300), text("url", 2_000)),
                            single("courseCodes", Kind.LINES))));

    /** Names of all elements, in the order of the editor. */
    public static List<String> elements() {
        return OFFERING.stream()
                .flatMap(section -> section.fields().stream())
                .map(Field::name)
                .toList();
    }

    static Field field(String element) {
        return Stream.concat(OFFERING.stream(), INTAKES.stream())
                .flatMap(section -> section.fields().stream())
                .filter(field -> field.name().equals(element))
                .findFirst()
                .orElseThrow();
    }
}
