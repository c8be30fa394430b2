package market.tessera.provider.imports;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.PortalTest;
import market.tessera.provider.Program;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.access.Scope;
import market.tessera.provider.imports.OtherSite.Answer;
import market.tessera.provider.pdf.TestPdfs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** An institution whose catalogues name files by address, and the site where they lie. */
@PortalTest
abstract class NamedFiles {
    static final String OFFERINGS = "/api/v1/provider/offerings";

    @Autowired
    Cast cast;

    final OtherSite site = new OtherSite();
    UUID nordkyst;
    Program system;

    @BeforeEach
    void anInstitution() {
        nordkyst = cast.institution("Nordkyst");
        system = cast.program(nordkyst, null, Scope.IMPORT, Scope.READ);
    }

    @AfterEach
    void closed() {
        site.close();
    }

    static Answer pdf(int pages, String etag) {
        return Answer.of("application/pdf", TestPdfs.of(pages)).with("ETag", etag);
    }

    static String paper(String title, String address) {
        return """
                {"url": "%s", "title": "%s", "type": "syllabus"}
                """.formatted(address, title);
    }

    static String documents(String id, String... papers) {
        return """
                {"externalId": "%1$s", "title": "Course %1$s", "documents": [%2$s]}
                """.formatted(id, String.join(",", papers));
    }

    /** Titles of the newest edition's documents, with the number of their pages. */
    List<String> papers(String externalId) {
        return cast.database()
                .sql("""
                        select (d ->> 'title') || ' ' || (d ->> 'pages') as paper
                        from offering o join offering_version v on v.offering = o.id and v.edition = o.edition,
                          jsonb_array_elements(v.elements -> 'documents') with ordinality as all_of_them (d, place)
                        where o.provider = :provider and o.external_id = :id order by place
                        """)
                .bind("provider", nordkyst)
                .bind("id", externalId)
                .map(row -> row.get("paper", String.class))
                .all()
                .collectList()
                .block();
    }

    static String offering(String id) {
        return """
                {"externalId": "%1$s", "title": "Course %1$s", "intakes": [{"externalId": "i", "selfPaced": true}]}
                """.formatted(id);
    }

    static String offering(String id, String picture, @Nullable String alt) {
        return """
                {"externalId": "%1$s", "title": "Course %1$s", "image": {"url": "%2$s"%3$s}}
                """.formatted(id, picture, alt == null ? "" : ", \"alt\": \"" + alt + "\"");
    }

    String imported(String... offerings) {
        return system.post("/api/v1/imports", """
                {"source": "mine", "offerings": [%s]}
                """.formatted(String.join(",", offerings)))
                .text("/id");
    }

    /** The report of an import that is over, and waits for no picture. */
    JsonNode settled(String id) {
        var address = "/api/v1/imports/" + id;
        await().atMost(Duration.ofMinutes(3)).until(() -> {
            var report = system.get(address);
            return report.text("/status").equals("completed")
                    && report.body().at("/pictures/waiting").asLong(0) == 0
                    && report.body().at("/documents/waiting").asLong(0) == 0;
        });
        return system.get(address).body();
    }

    static String pictures(JsonNode report) {
        return tally(report, "pictures");
    }

    static String tally(JsonNode report, String files) {
        var tally = report.at("/" + files);
        return tally.isMissingNode()
                ? ""
                : "%d waiting, %d fetched, %d unchanged, %d failed"
                        .formatted(
                                tally.at("/waiting").asLong(),
                                tally.at("/fetched").asLong(),
                                tally.at("/unchanged").asLong(),
                                tally.at("/failed").asLong());
    }

    static List<String> reasons(JsonNode report) {
        return report.at("/rows")
                .valueStream()
                .map(row -> row.at("/reason").asString(""))
                .toList();
    }

    /** Address and words of the picture of the newest edition; null for none. */
    @Nullable
    String shown(String externalId) {
        return cast.database()
                .sql("""
                        select coalesce(v.elements #>> '{image,url}', '') || ' ' || coalesce(v.elements #>> '{image,alt}', '') as shown
                        from offering o join offering_version v on v.offering = o.id and v.edition = o.edition
                        where o.provider = :provider and o.external_id = :id
                        """)
                .bind("provider", nordkyst)
                .bind("id", externalId)
                .map(row -> row.get("shown", String.class))
                .one()
                .filter(shown -> !shown.isBlank())
                .block();
    }

    String address(String externalId) {
        return shown(externalId).split(" ", 2)[0];
    }

    long editions(String externalId) {
        return cast.database()
                .sql("""
                        select count(*) from offering_version v join offering o on o.id = v.offering
                        where o.provider = :provider and o.external_id = :id
                        """)
                .bind("provider", nordkyst)
                .bind("id", externalId)
                .map(row -> row.get(0, Long.class))
                .one()
                .block();
    }
}
