package market.tessera.provider.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import market.tessera.provider.PortalTest;
import market.tessera.provider.access.ApiKeys;
import market.tessera.provider.access.KeyWish;
import market.tessera.provider.access.Scope;
import market.tessera.provider.importjobs.Finding;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Provider;
import market.tessera.provider.provider.ProviderProfile;
import market.tessera.provider.provider.Providers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Courses that others describe in CTDL, schema.org and Edu-API. */
@PortalTest
class VocabularyImportTests {
    private static final MediaType LINKED = MediaType.parseMediaType("application/ld+json");
    private static final String WELDING = """
            {"@type": "Course", "url": "https://we.example/welding", "name": "Welding", "description": "By hand.",
             "provider": {"@id": "#they"}}""";
    private static final String SEWING = """
            {"@type": "Course", "url": "https://we.example/sewing", "name": "Sewing", "provider": {"name": "Somebody else"}}""";

    @Autowired
    private WebTestClient http;

    @Autowired
    private ApiKeys keys;

    @Autowired
    private Providers providers;

    @Autowired
    private DatabaseClient database;

    private Provider provider;
    private Importer own;

    @BeforeEach
    void aProviderWithAKey() {
        provider = providers
                .register(new ProviderProfile(
                        "Nordkyst " + UUID.randomUUID(), null, "NO", null, null, null, null, null, null, null, null))
                .block();
        own = new Importer(
                http,
                keys.issue(KeyWish.of("test", provider.id(), Scope.IMPORT))
                        .block()
                        .secret());
    }

    @Test
    void areTheOwnOfWhoeverSendsThemAndComeAgainUnchanged() {
        var graph = "{\"@graph\": [%s, %s, {\"@id\": \"#they\", \"@type\": \"Organization\", \"name\": \"They\"}]}"
                .formatted(WELDING, SEWING);

        var first = own.linked("?source=site", graph);
        var again = own.linked("?source=site", graph);
        var changed =
                own.linked("?source=site&withdrawMissing=true", "[" + WELDING.replace("By hand", "By robot") + "]");

        assertThat(first.source()).isEqualTo(provider.slug() + "/site");
        assertThat(first.counts().created()).isEqualTo(2);
        assertThat(again.counts().unchanged()).isEqualTo(2);
        assertThat(changed.counts().updated()).isEqualTo(1);
        assertThat(changed.counts().withdrawn()).isEqualTo(1);
        assertThat(elements("https://we.example/welding").at("/description").asString())
                .isEqualTo("By robot.");
        assertThat(providers.find(provider.id()).block().profile().name()).startsWith("Nordkyst");
    }

    @Test
    void bringTheirProvidersWhereTheOperatorSendsThem() throws IOException {
        var operator = new Importer(http);
        var source = "?source=registry-" + UUID.randomUUID();

        var report = operator.linked(source, new FileSystemResource(SharedData.file("ctdl/learning-opportunity.json")));
        var elements = elements("ce-f8885b28-134d-4188-8c86-063aadff14ea");

        assertThat(report.counts().created()).isEqualTo(1);
        assertThat(report.providers().created()).isEqualTo(1);
        assertThat(elements.at("/title").asString()).isEqualTo("160 Driving Academy");
        assertThat(elements.at("/effort").toString()).isEqualTo("{\"hours\":160,\"weeks\":4}");
        assertThat(elements.at("/costs/0/amount").asInt()).isEqualTo(469_500);
        assertThat(elements.at("/subjects/0/code").asString()).isEqualTo("49.0205");
        assertThat(elements.at("/occupations/0/code").asString()).isEqualTo("53-3032");
        assertThat(elements.at("/qualityAssurance").size()).isEqualTo(3);
        assertThat(elements.has("participation")).isFalse();
        assertThat(report.rows()).extracting(Finding::field).contains("deliveryType");
        var envelope = operator.linked(
                source + "2", new FileSystemResource(SharedData.file("ctdl/learning-opportunity-envelope.json")));
        assertThat(envelope.rows())
                .extracting(Finding::reason)
                .anyMatch(reason -> reason.contains("nothing is known of the provider"));
    }

    @Test
    void sayWhatOfAGraphIsNoCourse() {
        var endless =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(300).collect(Collectors.joining());
        var other = "{\"@type\": \"ceterms:Certification\", \"ceterms:ctid\": \"%s\"}";

        var report = own.linked(
                "", "[" + String.join(", ", WELDING, other.formatted("ce-9"), other.formatted(endless), "7") + "]");

        assertThat(report.counts().created()).isEqualTo(1);
        assertThat(report.rows())
                .filteredOn(row -> row.kind() == Finding.Kind.REJECTED)
                .extracting(row -> row.externalId() + " " + row.reason())
                .containsExactly(
                        "ce-9 is a ceterms:Certification; courses, learning programmes and learning opportunities are taken",
                        "null is a ceterms:Certification; courses, learning programmes and learning opportunities are taken",
                        "null is not a JSON object");
    }

    @Test
    void areReadOutOfAPageOnTheirLines() {
        var page = """
                <!doctype html>
                <title>Courses</title>
                <script type="application/ld+json">{"@type": "BreadcrumbList"}</script>
                <script type="application/ld+json">{ broken </script>
                <script type="application/ld+json">
                %s
                </script>""".formatted(WELDING.replace("\"name\": \"Welding\"", "\"name\": \"\""));

        var report = own.finished(own.send("", MediaType.TEXT_HTML, page));

        assertThat(report.rows())
                .filteredOn(row -> row.kind() == Finding.Kind.REJECTED)
                .extracting(row -> row.line() + " " + row.field())
                .containsExactly("4 null", "5 title");
    }

    @Test
    void areOneOfferingForEachCourseOfEduApi() {
        var report = own.finished(own.send("?format=edu-api", MediaType.APPLICATION_JSON, """
                [{"sourcedId": "o1", "course": "c1", "primaryCode": {"identifierType": "courseCode", "identifier": "WELD 1"}, "title": [{"recordLanguage": "nb", "value": "Sveising"}, {"recordLanguage": "en", "value": "Welding"}],
                  "recordLanguage": "en", "offeringFormat": "onGround", "startDate": "2027-01-10T00:00:00Z", "endDate": "2027-02-10T00:00:00Z",
                  "registrationStatus": "open", "recordStatus": "active", "maxNumberStudents": 12, "offeringType": "standard", "organization": "x"},
                 {"sourcedId": "o2", "course": "c2", "title": [{"recordLanguage": "en", "value": "Sewing"}], "startDate": "2027-01-10"},
                 {"sourcedId": "o3", "course": "c1", "title": [{"recordLanguage": "en", "value": "Welding"}], "offeringFormat": "onGround",
                  "startDate": "2027-08-10T00:00:00Z", "registrationStatus": "pending", "recordStatus": "active"},
                 {"sourcedId": "o4", "course": "c1", "title": [{"recordLanguage": "en", "value": "Welding"}],
                  "startDate": "2026-08-10T00:00:00Z", "registrationStatus": "closed", "recordStatus": "active"}]
                """));

        assertThat(report.counts().created()).isEqualTo(2);
        assertThat(report.counts().rejected()).isZero();
        assertThat(elements("c1").at("/title").asString()).isEqualTo("Welding");
        assertThat(elements("c1").at("/courseCodes/0").asString()).isEqualTo("WELD 1");
        assertThat(starts("c1")).containsExactly("o1 2027-01-10 12", "o3 2027-08-10 null");
    }

    @Test
    void areRefusedClearlyWhereThereAreNone() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(packed)) {
            zip.write(new byte[1_000_000]);
        }

        refused("{\"@type\": \"WebPage\"}".getBytes(StandardCharsets.UTF_8), "There is no course in it");
        refused("<html><p>Nothing</p></html>".getBytes(StandardCharsets.UTF_8), "The page has no JSON-LD in it");
        refused("{\"@graph\": [".getBytes(StandardCharsets.UTF_8), "The file is not valid JSON at line 1");
        refused(packed.toByteArray(), "The file is compressed (gzip)");
        refused(new byte[] {'P', 'K', 3, 4, 0, 0}, "The file is a ZIP archive or a spreadsheet");
        refused(
                "[{\"@type\": \"Course\", \"name\": \"K\u00f8benhavn\"}]".getBytes(StandardCharsets.ISO_8859_1),
                "The file is not UTF-8");
    }

    private void refused(byte[] file, String why) {
        own.send("", LINKED, file)
                .expectStatus()
                .isBadRequest()
                .expectBody(String.class)
                .value(answer -> assertThat(answer).contains(why));
    }

    private JsonNode elements(String externalId) {
        return database.sql("""
                        select v.elements::text from offering o join offering_version v on v.offering = o.id and v.edition = o.edition
                        where o.external_id = :id order by o.created_at desc limit 1
                        """)
                .bind("id", externalId)
                .map(row -> CatalogueFormat.JSON.readTree(row.get(0, String.class)))
                .one()
                .block();
    }

    private java.util.List<String> starts(String externalId) {
        return database.sql("""
                        select concat(i.external_id, ' ', i.starts, ' ', coalesce(i.seats::text, 'null')) from intake i join offering o on o.id = i.offering
                        where o.external_id = :id and o.provider = :provider order by i.starts
                        """)
                .bindValues(Map.of("id", externalId, "provider", provider.id()))
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block();
    }
}
