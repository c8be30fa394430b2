package market.tessera.provider.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import market.tessera.provider.PortalTest;
import market.tessera.provider.Program;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@PortalTest
class OpenApiDocumentTests {
    @Autowired
    private WebTestClient web;

    @Test
    void describesEveryOperationToEverybody() {
        var document =
                Program.with(web, "").get("/api/v1/provider/openapi.json").body();

        assertThat(new TreeSet<>(document.at("/paths").propertyNames()))
                .containsExactly(
                        "/api/v1/imports",
                        "/api/v1/imports/sources",
                        "/api/v1/imports/sources/{id}",
                        "/api/v1/imports/sources/{id}/fetch",
                        "/api/v1/imports/{id}",
                        "/api/v1/provider/details",
                        "/api/v1/provider/documents",
                        "/api/v1/provider/enrollments",
                        "/api/v1/provider/enrollments/completions",
                        "/api/v1/provider/enrollments/{id}",
                        "/api/v1/provider/enrollments/{id}/completion",
                        "/api/v1/provider/offerings",
                        "/api/v1/provider/offerings/export",
                        "/api/v1/provider/offerings/{id}",
                        "/api/v1/provider/offerings/{id}/intakes",
                        "/api/v1/provider/offerings/{id}/{deed}",
                        "/api/v1/provider/pathways",
                        "/api/v1/provider/pathways/{id}",
                        "/api/v1/provider/pathways/{id}/{deed}",
                        "/api/v1/provider/pictures");
        var upload = document.at("/paths/~1api~1v1~1provider~1documents/post");
        assertThat(upload.at("/parameters").findValuesAsString("name"))
                .containsExactly("title", "type", "language", "provider");
        assertThat(upload.at("/requestBody/content").propertyNames()).contains("application/pdf");
        assertThat(upload.at("/responses").propertyNames()).contains("413", "415", "422", "503");
        var patch = document.at("/paths/~1api~1v1~1provider~1offerings~1{id}/patch");
        assertThat(patch.at("/parameters").findValuesAsString("name")).containsExactly("id", "provider", "If-Match");
        assertThat(patch.at("/responses").propertyNames()).contains("200", "400", "401", "403", "404", "412", "428");
    }

    @Test
    void describesWhatEachListHoldsByItself() {
        var schemas = Program.with(web, "")
                .get("/api/v1/provider/openapi.json")
                .body()
                .at("/components/schemas");

        assertThat(schemas.at("/ListedOffering/properties").propertyNames()).contains("intakes");
        assertThat(schemas.at("/ListedPathway/properties").propertyNames()).contains("parts");
        assertThat(schemas.at("/ListedEnrollment/properties").propertyNames()).contains("learner");
        assertThat(schemas.at("/PublishedPathway/properties").propertyNames()).contains("pathway");
    }
}
