package market.tessera.storefront.offering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import market.tessera.platform.identity.SignedCalls;
import market.tessera.storefront.SampleIndex;
import market.tessera.storefront.StorefrontTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@StorefrontTest
class OfferingTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern JSON_LD =
            Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script>", Pattern.DOTALL);

    private static final String PREVIEW = "/internal/offering-preview";

    @Autowired
    WebTestClient client;

    @Autowired
    SignedCalls calls;

    @Test
    void everyOfferingHasAPageWithValidMarkup() {
        for (var offering : SampleIndex.offerings().stream()
                .filter(each -> each.hashCode() % 4 == 0)
                .toList()) {
            var page = page(offering.path("slug").asString());
            var found = JSON_LD.matcher(page);

            assertThat(found.find()).isTrue();
            var course = JSON.readTree(found.group(1));
            assertThat(course.path("@type").asString()).isEqualTo("Course");
            assertThat(course.path("name").asString())
                    .isEqualTo(offering.path("title").asString());
            assertThat(course.path("description").asString()).isNotBlank();
            assertThat(course.at("/provider/name").asString()).isNotBlank();
            assertThat(course.path("hasCourseInstance"))
                    .allMatch(instance -> instance.has("courseMode")
                            && (instance.has("courseSchedule")
                                    || instance.has("courseWorkload")
                                    || !offering.at("/compare/effort").has("hours")));
            assertThat(course.path("offers").isMissingNode()
                            || course.at("/offers/priceCurrency").isString())
                    .isTrue();
        }
    }

    @Test
    void asksTheBasketForAnIntake() {
        var offering = SampleIndex.offering("Offshore wind: site assessment");

        var page = page(offering.path("slug").asString());

        assertThat(page)
                .contains("action=\"/basket\"")
                .contains("name=\"offering\" value=\"" + offering.path("id").asString())
                .contains("name=\"intake\"")
                .contains("name=\"_csrf\"")
                .contains("rel=\"canonical\"");
    }

    @Test
    void showsProvidersTextWithoutItsScripts() {
        var hostile = changed(
                "hostile",
                elements -> elements.put("title", "</script><script>alert(1)</script>")
                        .put(
                                "description",
                                "# Hi\n<script>alert(2)</script> [x](javascript:alert(3)) <img src=x onerror=alert(4)>"));
        try {
            assertThat(page("hostile"))
                    .doesNotContain("<script>alert")
                    .doesNotContain("href=\"javascript:")
                    .doesNotContain("<img src=x")
                    .contains("&lt;script&gt;alert(1)");
        } finally {
            SampleIndex.delete("offerings", hostile);
        }
    }

    @Test
    void showsThePortalADraftAsItsPublicPageWillBe() {
        var offering = SampleIndex.offering("Offshore wind: site assessment");
        var body =
                JSON.createObjectNode().put("back", "/portal/offerings/1").set("offering", offering.path("offering"));

        var preview = preview(body.toString(), calls.sign(PREVIEW, body.toString()))
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(withoutState(preview))
                .isEqualTo(withoutState(page(offering.path("slug").asString())));
        assertThat(preview)
                .contains("A preview for you", "href=\"/portal/offerings/1\"", "content=\"noindex\"")
                .containsPattern("<button[^>]+disabled[^>]*>Add to basket")
                .containsPattern("<button[^>]+disabled[^>]*>Save for later");
    }

    @Test
    void showsDraftsToNobodyButThePortal() {
        preview("{}", null).expectStatus().isForbidden();
        preview("{}", "of.my.own").expectStatus().isForbidden();
        preview("{}", calls.sign(PREVIEW, "{\"offering\": 1}")).expectStatus().isForbidden();
        preview("{}", calls.sign("/internal/another", "{}")).expectStatus().isForbidden();
    }

    private WebTestClient.ResponseSpec preview(String body, @Nullable String signature) {
        return client.post()
                .uri(PREVIEW)
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.TEXT_HTML)
                .headers(headers -> headers.set(SignedCalls.HEADER, signature))
                .bodyValue(body)
                .exchange();
    }

    /** The page itself, whether or not its buttons can be pressed. */
    private static String withoutState(String page) {
        return page.substring(page.indexOf("<header class=\"offering__head\">"), page.indexOf("</main>"))
                .replaceAll(" disabled=\"disabled\"| method=\"(post|dialog)\"|<input type=\"hidden\"[^>]*>", "")
                .replaceAll("\\s+", " ")
                .replace(" >", ">");
    }

    @Test
    void showsItsPictureToPeopleAndToPrograms() {
        var address = "/media/" + "a".repeat(64);
        var pictured = changed(
                "pictured",
                elements -> elements.set(
                        "image", JSON.createObjectNode().put("url", address).put("alt", "Two masts in the snow")));
        try {
            var page = page("pictured");
            assertThat(page)
                    .contains("<img class=\"picture offering__picture\" src=\"" + address
                            + "\" alt=\"Two masts in the snow\"")
                    .containsPattern("property=\"og:image\" content=\"https?://[^\"/]+" + address + "\"");
            var found = JSON_LD.matcher(page);
            assertThat(found.find()).isTrue();
            assertThat(JSON.readTree(found.group(1)).path("image").asString()).matches("https?://[^/]+" + address);
            assertThat(read(pictured, "application/json")
                            .at("/elements/image/url")
                            .asString())
                    .matches("https?://[^/]+" + address);
            assertThat(get("/api/v1/offerings?sort=newest&limit=100", "application/json")
                            .path("items"))
                    .anyMatch(item -> item.path("id").asString().equals(pictured)
                            && item.at("/image/url").asString().endsWith(address + "/card"));
        } finally {
            SampleIndex.delete("offerings", pictured);
        }
        assertThat(page(SampleIndex.offerings().getFirst().path("slug").asString()))
                .doesNotContain("class=\"picture")
                .contains("/assets/preview.png");
    }

    @Test
    void listsItsDocumentsForPeopleAndForPrograms() {
        var address = "/media/" + "b".repeat(64);
        var documented = changed(
                "documented",
                elements -> elements.putArray("documents")
                        .addObject()
                        .put("url", address)
                        .put("title", "Syllabus <2027>")
                        .put("type", "syllabus")
                        .put("language", "nb")
                        .put("size", 1_840_000)
                        .put("pages", 4));
        try {
            var page = page("documented");
            assertThat(page)
                    .contains(">Documents</h2>", "href=\"" + address + "\"", "Syllabus &lt;2027&gt;")
                    .contains("Syllabus · PDF, 1.8 MB · 4 pages · Norwegian Bokmål");
            var found = JSON_LD.matcher(page);
            assertThat(found.find()).isTrue();
            var file = JSON.readTree(found.group(1)).at("/subjectOf/0");
            assertThat(file.path("@type").asString()).isEqualTo("DigitalDocument");
            assertThat(file.path("url").asString()).matches("https?://[^/]+" + address);
            assertThat(read(documented, "application/json")
                            .at("/elements/documents/0/url")
                            .asString())
                    .matches("https?://[^/]+" + address);
        } finally {
            SampleIndex.delete("offerings", documented);
        }
        assertThat(page(SampleIndex.offerings().getFirst().path("slug").asString()))
                .doesNotContain("id=\"documents\"");
    }

    @Test
    void saysWhatIsNotDisclosedAndSellsNothingWithoutAPrice() {
        var bare = changed(
                "bare",
                elements -> elements.remove(
                        List.of("effort", "costs", "level", "credit", "assessment", "qualityAssurance")));
        try {
            assertThat(page("bare"))
                    .contains("fact--undisclosed")
                    .contains("Cannot be booked here now")
                    .doesNotContain("Add to basket");
        } finally {
            SampleIndex.delete("offerings", bare);
        }
    }

    @Test
    void saysThatAnOfferingLeadsToACertificationThatIsNotNamed() {
        var unnamed = changed("unnamed", elements -> {
            elements.putArray("recognition").addObject().put("type", "certification");
            return elements;
        });
        try {
            assertThat(page("unnamed")).contains("A certification, not named").doesNotContain("null");
        } finally {
            SampleIndex.delete("offerings", unnamed);
        }
    }

    @Test
    void doesNotMakeAnHourOfHalfAnHour() {
        var brief = changed("brief", elements -> {
            elements.putObject("effort").put("hours", 0.5).put("weeks", 0.2);
            return elements;
        });
        try {
            assertThat(page("brief")).contains("0.5 hours", "0.2 weeks");
        } finally {
            SampleIndex.delete("offerings", brief);
        }
    }

    @Test
    void sellsNothingToSearchEnginesThatCannotBeHad() {
        var id = changed("full", elements -> elements);
        var full =
                (ObjectNode) SampleIndex.offerings().getFirst().path("offering").deepCopy();
        full.put("id", id).put("slug", "full");
        full.path("intakes").forEach(intake -> ((ObjectNode) intake).put("seats", 0));
        SampleIndex.put("offerings", SampleIndex.published(full));
        try {
            assertThat(read(id, "application/ld+json")
                            .at("/offers/availability")
                            .asString())
                    .isEqualTo("https://schema.org/SoldOut");
            full.putArray("intakes");
            SampleIndex.put("offerings", SampleIndex.published(full));
            assertThat(read(id, "application/ld+json").at("/offers").has("availability"))
                    .isFalse();
        } finally {
            SampleIndex.delete("offerings", id);
        }
    }

    @Test
    void namesACityOnce() {
        var placed = changed("placed", elements -> {
            elements.putObject("participation")
                    .put("mode", "onsite")
                    .putObject("place")
                    .put("name", "Mc Donough, GA 30253")
                    .put("city", "Mc Donough")
                    .put("country", "US");
            return elements;
        });
        try {
            assertThat(page("placed")).contains("Mc Donough, GA 30253, United States");
        } finally {
            SampleIndex.delete("offerings", placed);
        }
    }

    @Test
    void tellsWhenAnOfferingWasWithdrawn() {
        var id = changed("gone", elements -> elements);
        var document = JSON.createObjectNode()
                .put("id", id)
                .put("slug", "gone")
                .put("withdrawn", true)
                .put("version", 2)
                .put("updatedAt", "2026-11-01T00:00:00Z");
        document.set("offering", SampleIndex.offerings().getFirst().path("offering"));
        SampleIndex.put("offerings", document);
        try {
            client.get()
                    .uri("/offerings/gone")
                    .accept(MediaType.TEXT_HTML)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(410)
                    .expectBody(String.class)
                    .value(body -> assertThat(body).contains("No longer offered"));
            client.get()
                    .uri("/api/v1/offerings/" + id)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(410)
                    .expectHeader()
                    .contentTypeCompatibleWith("application/problem+json");
        } finally {
            SampleIndex.delete("offerings", id);
        }
    }

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

    private String page(String slug) {
        return client.get()
                .uri("/offerings/" + slug)
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private JsonNode read(String id, String type) {
        return get("/api/v1/offerings/" + id, type);
    }

    private JsonNode get(String address, String type) {
        return JSON.readTree(client.get()
                .uri(address)
                .header("Accept", type)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(type)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    /** One more offering, like another but for its elements. */
    private static String changed(String slug, java.util.function.UnaryOperator<ObjectNode> change) {
        var id = UUID.nameUUIDFromBytes(slug.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
        var offering =
                (ObjectNode) SampleIndex.offerings().getFirst().path("offering").deepCopy();
        offering.put("id", id).put("slug", slug);
        change.apply((ObjectNode) offering.path("elements"));
        if (offering.at("/elements/costs").isMissingNode()) {
            offering.path("intakes").forEach(intake -> ((ObjectNode) intake).putNull("price"));
        }
        SampleIndex.put("offerings", SampleIndex.published(offering));
        return id;
    }
}
