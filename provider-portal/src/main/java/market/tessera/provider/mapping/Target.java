package market.tessera.provider.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a column of a provider's own table can feed. The words by which it is recognised are those that columns are called by; the first target that
 * fits is suggested.
 */
public enum Target {
    IGNORE("", Kind.TEXT, "$^"),
    EXTERNAL_ID(
            "externalId",
            Kind.TEXT,
            "id|code|(course|programm?e?|module|unit|offering) ?(id|code|number|no)|number|external ?id|key|sku|reference"),
    INTAKE_STARTS("intakes/0/starts", Kind.DATE, "starts?|start ?date|begins?|first ?day|from"),
    INTAKE_ENDS("intakes/0/ends", Kind.DATE, "ends?|end ?date|last ?day|until|to"),
    INTAKE_CLOSES(
            "intakes/0/closes",
            Kind.DATE,
            "closes|deadline|.*(enrol|registration|application).*(until|by|deadline|close).*"),
    INTAKE_SEATS("intakes/0/seats", Kind.INTEGER, "seats|places|capacity|max.*(students|participants|learners)"),
    INTAKE_PLACE("intakes/0/place", Kind.TEXT, "room|venue"),
    INTAKE_TEACHER(
            "intakes/0/teachers/-",
            Kind.TEXT,
            "(course ?)?(teachers?|instructors?|lecturers?|tutors?|trainers?|professors?|taught ?by)( ?name)?"),
    TITLE("title", Kind.TEXT, "title|name|course|course ?(title|name)|programme?"),
    SUMMARY("summary", Kind.TEXT, "summary|abstract|short ?description|teaser"),
    DESCRIPTION("description", Kind.TEXT, "description|text|about|details|content"),
    OUTCOME("outcomes/-", Kind.TEXT, "outcomes?|learning ?outcomes?|objectives?|goals?"),
    SKILL("skills/-/label", Kind.TEXT, "skills?|competenc.*"),
    HOURS_PER_WEEK("effort/hoursPerWeek", Kind.NUMBER, "hours ?(per|a) ?week|weekly ?hours"),
    HOURS("effort/hours", Kind.NUMBER, "(total ?)?(clock ?|contact ?)?hours?|effort|workload"),
    WEEKS("effort/weeks", Kind.NUMBER, "weeks?|duration ?(in )?weeks"),
    CREDIT("credit/points", Kind.NUMBER, "credits?|points|ects|credit ?points|sp"),
    LEVEL("level/value", Kind.TEXT, "level|eqf|nqf|aqf"),
    MODE("participation/mode", Kind.CHOICE, "mode|delivery|format|form|way|type ?of ?delivery"),
    PLACE("participation/place/name", Kind.TEXT, "place|location|campus|address"),
    CITY("participation/place/city", Kind.TEXT, "city|town"),
    COUNTRY("participation/place/country", Kind.TEXT, "country"),
    LANGUAGE("languages/-", Kind.TEXT, "languages?|lang|teaching ?language"),
    ASSESSMENT("assessment/-/type", Kind.CHOICE, "assessment|exam|examination"),
    PREREQUISITES("prerequisites", Kind.TEXT, "prerequisites?|requirements?|entry ?requirements?|admission"),
    TUITION("costs/tuition", Kind.MONEY, "price|cost|fee|tuition|amount|total ?cost"),
    FEES("costs/fees", Kind.MONEY, "fees|other ?fees|registration ?fee|exam ?fee"),
    MATERIALS("costs/materials", Kind.MONEY, "books|materials?|books ?(and|&)? ?materials?( ?costs?)?"),
    SUBJECT("subjects/-/code", Kind.TEXT, "subject ?code|isced|isced ?f?|cip|cip ?code|anzsced"),
    CREDENTIAL("credential/type", Kind.CHOICE, "credential|award|award ?type|certificate"),
    CREDENTIAL_NAME("credential/name", Kind.TEXT, "award ?name|credential ?name|certificate ?name"),
    FINANCIAL_AID("financialAid", Kind.CHOICE, "financial ?aid|funding|aid"),
    IMAGE(
            "image/url",
            Kind.ADDRESS,
            "(course ?)?(image|picture|photo|thumbnail|banner|cover)( ?(url|link|address|image|picture|photo))?"),
    IMAGE_ALT("image/alt", Kind.TEXT, "alt|alt ?text|(image|picture|photo) ?(alt|alt ?text|caption|description|shows)"),
    /** Of its own for each column, called by what the column is called. */
    DOCUMENT(
            "documents/-/url",
            Kind.ADDRESS,
            "(course ?)?(syllabus|handbook|brochure|leaflet|fee ?sheet|timetable|module ?guide|document|attachment|pdf)( ?(url|link|address|pdf|file))*"),
    URL("url", Kind.ADDRESS, "url|link|web ?(site|page|address)|homepage");

    /** What stands in such a column. */
    public enum Kind {
        TEXT,
        NUMBER,
        INTEGER,
        MONEY,
        DATE,
        ADDRESS,
        /** One of a few values, which have to be said what they mean. */
        CHOICE
    }

    private static final Set<Target> WITH_UNIT = Set.of(CREDIT, LEVEL, TUITION, FEES, MATERIALS, SUBJECT, DOCUMENT);

    /** In the order in which they are offered. */
    private static final List<Target> CONSTANTS = List.of(
            LANGUAGE,
            MODE,
            PLACE,
            CITY,
            COUNTRY,
            LEVEL,
            CREDIT,
            HOURS,
            WEEKS,
            HOURS_PER_WEEK,
            ASSESSMENT,
            PREREQUISITES,
            CREDENTIAL,
            CREDENTIAL_NAME,
            SUBJECT,
            SKILL,
            TUITION,
            FEES,
            MATERIALS,
            FINANCIAL_AID,
            URL);

    private final String path;
    private final Kind kind;
    private final Pattern called;

    Target(String path, Kind kind, String called) {
        this.path = path;
        this.kind = kind;
        this.called = Pattern.compile(called);
    }

    /** Where in an offering of the catalogue format; {@code -} stands for one more item of a list. */
    String path() {
        return path;
    }

    public Kind kind() {
        return kind;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a number or code means nothing without a currency, a framework or a scheme, or a document without what it is called. */
    public boolean hasUnit() {
        return WITH_UNIT.contains(this);
    }

    /** Whether it says where one takes part, which means nothing without {@link #MODE}. */
    public boolean isPlace() {
        return path.startsWith("participation/place/");
    }

    public boolean isCalled(String column) {
        return called.matcher(column).matches();
    }

    /** The values that a choice can mean. */
    public List<String> meanings() {
        return switch (this) {
            case MODE -> List.of("online", "onsite", "blended");
            case ASSESSMENT ->
                List.of(
                        "exam",
                        "project",
                        "portfolio",
                        "assignment",
                        "presentation",
                        "practical",
                        "peer",
                        "quiz",
                        "simulation",
                        "none");
            case CREDENTIAL -> List.of("certificate", "licence", "digital-badge", "credit", "degree", "diploma");
            case FINANCIAL_AID -> List.of("true", "false");
            default -> List.of();
        };
    }

    /** Those that can be the same in every row. */
    public static List<Target> constants() {
        return CONSTANTS;
    }

    public static Target of(String key) {
        return Arrays.stream(values())
                .filter(target -> target.key().equals(key))
                .findFirst()
                .orElse(IGNORE);
    }
}
