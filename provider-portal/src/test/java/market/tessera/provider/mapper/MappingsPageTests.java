package market.tessera.provider.mapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import market.tessera.provider.Browser;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A mapping that somebody builds of a table, without a line of YAML. */
@PortalTest
class MappingsPageTests {
    private static final String PAGE = "/portal/imports/mappings";
    private static final String TABLE = """
            Course code;Course name;Delivery;Price;Start date;Weekly hours;Notes
            W-1;Welding;Web;1200.50;2027-02-01;4;x
            W-2;Søm;Room;900;15.03.2027;;y
            ;Nameless;Moon;-;soon;2;z
            """;

    @Autowired
    private Cast cast;

    private UUID nordkyst;
    private Browser author;
    private String name;

    @BeforeEach
    void anInstitution() {
        nordkyst = cast.institution("Nordkyst");
        author = cast.signedIn(cast.person("Ane Author", nordkyst, Role.AUTHOR));
        name = "courses-" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void isSuggestedTriedCompletedAndUsed() {
        var mapping = begin(TABLE.getBytes(Charset.forName("windows-1252")));

        var page = author.page(mapping);
        assertThat(chosen(page))
                .containsExactly(
                        "external-id", "title", "mode", "tuition", "intake-starts", "hours-per-week", "ignore");
        assertThat(page)
                .contains("The column Price needs its currency", "“Web” means", "“Moon” means", "900 · -")
                .doesNotContain("'-");
        author.follow(mapping, choices(page, Map.of("unit-3", "NOK")));

        var tried = author.page(mapping);
        assertThat(tried).doesNotContain("Something is missing yet");
        assertThat(preview(tried))
                .contains("Welding", "Søm", "“Moon” is not a known value", "externalId: must not be blank");
        assertThat(author.page(mapping + "/file.yml"))
                .contains("from: \"Price\"", "currency: \"NOK\"", "Web: \"online\"");

        var report = over(send(TABLE));
        assertThat(report).contains("externalId");
        assertThat(offerings()).containsExactly("W-1 online 120050 2027-02-01 4", "W-2 onsite 90000 2027-03-15 ");
    }

    @Test
    void leavesPlacesOutUntilSomethingSaysHowOneTakesPart() {
        var mapping = begin("""
                programid,name,city,totalclockhours
                7,Welding,Newark,40
                """.getBytes(StandardCharsets.UTF_8));

        var page = author.page(mapping);
        assertThat(chosen(page)).containsExactly("external-id", "title", "city", "hours");
        assertThat(page).contains("The column city says where");
        assertThat(preview(page)).contains("40").doesNotContain("Rejected", "Newark");
        assertThat(author.page(mapping + "/file.yml")).doesNotContain("participation");
    }

    @Test
    void takesWhatIsTheSameInEveryRowOrInThoseWhereAColumnIsBlank() {
        var mapping = begin("""
                code,title,city,level
                W-1,Welding,Bergen,4
                W-2,Sewing,,5
                """.getBytes(StandardCharsets.UTF_8));

        var typed = new LinkedHashMap<>(Map.of(
                "unit-3", "EQF", "always-target-0", "language", "always-value-0", "nb", "always-target-1", "mode"));
        typed.put("always-value-1", "On the moon");
        author.follow(mapping, choices(author.page(mapping), typed));
        assertThat(author.page(mapping))
                .contains("“On the moon” is not known", "one of online, onsite, blended", "The column city says where")
                .contains("value=\"On the moon\"");
        assertThat(author.page(mapping + "/file.yml")).contains("text: \"nb\"").doesNotContain("participation");

        typed.put("always-value-1", "Campus");
        typed.putAll(Map.of("always-target-2", "tuition", "always-value-2", "90.50", "always-unit-2", "euro"));
        author.follow(mapping, choices(author.page(mapping), typed));
        assertThat(author.page(mapping)).contains("Tuition needs a currency by its three letters", "“euro” is none");

        typed.putAll(Map.of("always-unit-2", "eur", "always-target-3", "level", "always-value-3", "6"));
        typed.put("always-unit-3", "ISCED");
        author.follow(mapping, choices(author.page(mapping), typed));
        assertThat(author.page(mapping))
                .contains("The column level says Level in another currency, framework or scheme", "Taken in every row.")
                .doesNotContain("is none");
        typed.put("always-unit-3", "");
        author.follow(mapping, choices(author.page(mapping), typed));
        assertThat(author.page(mapping))
                .contains("Taken where the column level is blank.")
                .doesNotContain("Something is missing yet");
        over(send("code,title,city,level\nW-1,Welding,Bergen,4\nW-2,Sewing,,5\nW-3,Rowing,Oslo,\n"));
        assertThat(cast.database()
                        .sql("""
                                select concat(v.elements #>> '{participation,mode}', ' ', v.elements #>> '{participation,place,city}', ' ',
                                  v.elements ->> 'languages', ' ', v.elements #>> '{costs,0,amount}', ' ', v.elements #>> '{level,value}') as said
                                from offering o join offering_version v on v.offering = o.id where o.provider = :provider order by o.external_id
                                """)
                        .bind("provider", nordkyst)
                        .map(row -> row.get("said", String.class))
                        .all()
                        .collectList()
                        .block())
                .containsExactly(
                        "onsite Bergen [\"nb\"] 9050 4", "onsite  [\"nb\"] 9050 5", "onsite Oslo [\"nb\"] 9050 6");
    }

    @Test
    void takesAddressesOfDocumentsWithWhatTheirColumnsAreCalled() {
        var mapping = begin("""
                code,title,Syllabus PDF,feeSheet,PDF
                W-1,Welding,https://nordkyst.example/w.pdf,https://nordkyst.example/f.pdf,https://nordkyst.example/x.pdf
                W-2,Sewing,,,
                """.getBytes(StandardCharsets.UTF_8));

        var page = author.page(mapping);
        assertThat(chosen(page)).containsExactly("external-id", "title", "document", "document", "document");
        assertThat(page)
                .contains("value=\"Syllabus\"", "value=\"Fee Sheet\"", "The documents of the column PDF need a name");
        author.follow(mapping, choices(page, Map.of("unit-4", "Reading list")));

        assertThat(author.page(mapping + "/file.yml"))
                .contains("title: \"Syllabus\"", "type: \"syllabus\"", "type: \"fee-sheet\"")
                .contains("title: \"Reading list\"", "type: \"other\"", "from: \"PDF\"");
        assertThat(author.page(mapping))
                .doesNotContain("Something is missing yet")
                .contains("Reading list");
    }

    @Test
    void keepsRejectedRowsAsTheyStoodToBeCorrectedAndSentAgain() {
        var mapping = begin(TABLE.getBytes(StandardCharsets.UTF_8));
        author.follow(mapping, choices(author.page(mapping), Map.of("unit-3", "NOK")));
        var report = send(TABLE + "W-4;-Short\n");
        assertThat(over(report)).contains("Download the rejected rows");

        var rejected = author.page(report + "/rejected.csv");

        assertThat(rejected.lines())
                .containsExactly(
                        "Course code;Course name;Delivery;Price;Start date;Weekly hours;Notes;why it was rejected",
                        ";Nameless;Moon;-;soon;2;z;externalId: must not be blank",
                        "W-4;-Short;;;;;;has 2 fields where the header names 7");
        var corrected = over(send(rejected.replace(";Nameless;Moon;-;soon", "W-3;Named;Web;1;2027-04-01")
                .replace("W-4;-Short;;;;", "W-4;Short;Room;2;2027-05-01;3")));
        assertThat(corrected)
                .as("what is not in a file of corrections is not gone")
                .doesNotContain("Gone from the source", "Download the rejected rows");
        assertThat(offerings()).hasSize(4);
    }

    @Test
    void isAnInstitutionsOwn() {
        var mapping = begin(TABLE.getBytes(StandardCharsets.UTF_8));
        var elsewhere = cast.institution("Another");
        var stranger = cast.signedIn(cast.person("Sten Stranger", elsewhere, Role.AUTHOR));

        stranger.get(mapping).expectStatus().isNotFound();
        stranger.get(mapping + "/file.yml").expectStatus().isNotFound();
        stranger.post(mapping + "/remove").expectStatus().isNotFound();
        stranger.upload(
                        "/portal/imports",
                        TABLE.getBytes(StandardCharsets.UTF_8),
                        "provider",
                        elsewhere.toString(),
                        "format",
                        name)
                .expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("There is no mapping"));
        author.follow(mapping + "/remove");
        author.get(mapping).expectStatus().isNotFound();
    }

    @Test
    void isNotBegunWithWhatIsNoTable() {
        refused(new byte[] {'P', 'K', 3, 4}, name, "The file is a ZIP archive or a spreadsheet");
        refused("a,b\n".getBytes(StandardCharsets.UTF_8), name, "The table has no rows");
        refused(
                ("enrol ".repeat(100) + "\nx\n").getBytes(StandardCharsets.UTF_8),
                name,
                "A column has a name of more than 200");
        refused(TABLE.getBytes(StandardCharsets.UTF_8), "no name", "A name has letters");
        begin(TABLE.getBytes(StandardCharsets.UTF_8));
        refused(TABLE.getBytes(StandardCharsets.UTF_8), name, "You have a mapping of that name");
    }

    private String begin(byte[] table) {
        return author.upload(PAGE, table, "provider", nordkyst.toString(), "name", name)
                .expectStatus()
                .isSeeOther()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getFirst("Location");
    }

    private String send(String table) {
        return author.upload(
                        "/portal/imports",
                        table.getBytes(StandardCharsets.UTF_8),
                        "provider",
                        nordkyst.toString(),
                        "format",
                        name)
                .expectStatus()
                .isSeeOther()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getFirst("Location");
    }

    private void refused(byte[] table, String called, String why) {
        author.upload(PAGE, table, "provider", nordkyst.toString(), "name", called)
                .expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .value(page -> assertThat(page).contains(why));
    }

    /** What the page's selections say, with some fields typed. */
    private static String[] choices(String page, Map<String, String> typed) {
        var chosen = new LinkedHashMap<String, String>();
        var select = Pattern.compile("(?s)<select[^>]*name=\"([^\"]+)\"[^>]*>(.*?)</select>")
                .matcher(page);
        while (select.find()) {
            chosen.put(select.group(1), selected(select.group(2)));
        }
        chosen.putAll(typed);
        return chosen.entrySet().stream()
                .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
                .toArray(String[]::new);
    }

    private static List<String> chosen(String page) {
        var found = new ArrayList<String>();
        var select = Pattern.compile("(?s)<select[^>]*name=\"target-[^\"]+\"[^>]*>(.*?)</select>")
                .matcher(page);
        while (select.find()) {
            found.add(selected(select.group(1)));
        }
        return found;
    }

    private static String selected(String options) {
        var option = Pattern.compile("value=\"([^\"]*)\"[^>]*selected").matcher(options);
        return option.find() ? option.group(1) : "";
    }

    private static String preview(String page) {
        return page.substring(page.indexOf("The first rows as offerings"));
    }

    private String over(String page) {
        await().atMost(Duration.ofMinutes(3)).until(() -> author.page(page).contains("Done"));
        return author.page(page);
    }

    private List<String> offerings() {
        return cast.database()
                .sql("""
                        select concat(o.external_id, ' ', v.elements #>> '{participation,mode}', ' ', v.elements #>> '{costs,0,amount}', ' ', i.starts, ' ',
                          v.elements #>> '{effort,hoursPerWeek}') as said
                        from offering o join offering_version v on v.offering = o.id join intake i on i.offering = o.id
                        where o.provider = :provider order by o.external_id
                        """)
                .bind("provider", nordkyst)
                .map(row -> row.get("said", String.class))
                .all()
                .collectList()
                .block();
    }
}
