package market.tessera.storefront.offering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import market.tessera.storefront.SampleIndex;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import tools.jackson.databind.node.ObjectNode;

class OfferingTests extends OfferingSteps {
    private static final Pattern JSON_LD =
            Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script>", Pattern.DOTALL);

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
