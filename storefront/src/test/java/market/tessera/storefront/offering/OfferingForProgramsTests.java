package market.tessera.storefront.offering;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import market.tessera.storefront.SampleIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

class OfferingForProgramsTests extends OfferingSteps {
    @Test
    void answersProgramsInThreeVocabularies() {
        var id = SampleIndex.offerings().getFirst().path("id").asString();

        var own = read(id, "application/json");
        var schema = read(id, "application/ld+json");
        var ctdl = read(id, "application/vnd.ctdl+json");

        assertThat(own.at("/provenance/title/basis").asString()).isEqualTo("stated");
        assertThat(own.path("provenance").propertyNames())
                .containsAll(own.path("elements").propertyNames());
        assertThat(schema.path("@context").asString()).isEqualTo("https://schema.org");
        assertThat(ctdl.path("ceterms:ctid").asString()).isEqualTo("ce-" + id);
    }

    /** As the Credential Registry requires them of a course. */
    @Test
    void saysInCtdlOfEveryOfferingWhatTheRegistryRequires() {
        for (var offering : SampleIndex.offerings()) {
            var ctdl = read(offering.path("id").asString(), "application/vnd.ctdl+json");

            assertThat(ctdl.path("@type").asString()).isEqualTo("ceterms:Course");
            assertThat(ctdl.path("ceterms:ctid").asString()).matches("ce-[0-9a-f-]{36}");
            assertThat(ctdl.path("ceterms:subjectWebpage").asString()).startsWith("http");
            assertThat(ctdl.at("/ceterms:availabilityListing/0").asString()).startsWith("http");
            assertThat(ctdl.at("/ceterms:ownedBy/0/ceterms:name")
                            .values()
                            .iterator()
                            .next()
                            .asString())
                    .isEqualTo(offering.at("/offering/provider/name").asString());
            for (var text : List.of("ceterms:name", "ceterms:description")) {
                assertThat(ctdl.path(text)).hasSize(1);
                assertThat(ctdl.path(text).values().iterator().next().asString())
                        .isNotBlank();
            }
            ctdl.path("ceterms:deliveryType")
                    .forEach(delivery -> assertThat(
                                    delivery.path("ceterms:targetNode").asString())
                            .startsWith("deliveryType:"));
        }
    }

    @Test
    void namesInCtdlThePathwaysOfAnOfferingAndTellsThemInFull() {
        var course = read(
                SampleIndex.offering("Offshore wind: site assessment")
                        .path("id")
                        .asString(),
                "application/vnd.ctdl+json");

        var pathway =
                get(URI.create(course.at("/ceterms:isPartOf/0/@id").asString()).getPath(), "application/vnd.ctdl+json");

        assertThat(pathway.path("@type").asString()).isEqualTo("ceterms:Pathway");
        assertThat(pathway.path("ceterms:ctid")).isEqualTo(course.at("/ceterms:isPartOf/0/ceterms:ctid"));
        assertThat(pathway.path("ceterms:subjectWebpage").asString()).endsWith("/pathways/nk-wind");
        assertThat(pathway.path("ceterms:hasPart")).hasSize(4);
        assertThat(pathway.at("/ceterms:hasPart/1/ceterms:proxyFor")).isEqualTo(course.path("@id"));
        assertThat(pathway.at("/ceterms:hasDestinationComponent/0/ceterms:hasCondition/0/ceterms:requiredNumber")
                        .asInt())
                .isEqualTo(3);
        client.get()
                .uri("/api/v1/pathways/" + UUID.randomUUID())
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void listsEveryPathwayOnceAPageAtATime() {
        var listed = new ArrayList<String>();
        var next = "";
        do {
            var page = get("/api/v1/pathways?limit=7" + next, "application/json");
            page.path("items").forEach(item -> listed.add(item.path("id").asString()));
            next = page.hasNonNull("next") ? "&cursor=" + page.path("next").asString() : "";
        } while (!next.isEmpty());

        assertThat(listed)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(SampleIndex.pathways().stream()
                        .map(pathway -> pathway.path("id").asString())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/* | application/json",
                "application/* | application/json",
                "application/ld+json;q=0.9, application/vnd.ctdl+json | application/vnd.ctdl+json",
                "application/vnd.ctdl+json;q=0.2, */*;q=0.5 | application/json",
                "application/*;q=0.5, application/ld+json | application/ld+json",
                "text/html, application/ld+json | application/ld+json"
            })
    void answersInTheVocabularyThatIsAcceptedBest(String accepted, String type) {
        var id = SampleIndex.offerings().getFirst().path("id").asString();

        client.get()
                .uri("/api/v1/offerings/" + id)
                .header("Accept", accepted)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(type)
                .expectHeader()
                .value("Vary", vary -> assertThat(vary).isEqualTo("Accept"));
    }

    @Test
    void findsNothingUnderWhatIsNoIdAndKnowsWhatItHasNot() {
        client.get()
                .uri("/api/v1/offerings/" + UUID.randomUUID())
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentTypeCompatibleWith("application/problem+json");
        client.get()
                .uri("/api/v1/offerings/none")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://tessera.market/problems/not-found");
        client.get()
                .uri("/api/v1/offerings/" + UUID.randomUUID() + "?x=1")
                .exchange()
                .expectStatus()
                .isBadRequest();
        client.get()
                .uri("/offerings/none")
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isNotFound();
        client.get()
                .uri("/institutions/none")
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isNotFound();
    }
}
