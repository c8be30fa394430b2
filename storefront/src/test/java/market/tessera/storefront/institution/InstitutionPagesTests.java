package market.tessera.storefront.institution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.tessera.storefront.SampleIndex;
import market.tessera.storefront.StorefrontTest;
import market.tessera.storefront.catalogue.Listings;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.node.ObjectNode;

@StorefrontTest
class InstitutionPagesTests {
    @Autowired
    WebTestClient client;

    @Autowired
    Listings listings;

    @Test
    void aUniversityShowsWhatItsSchoolsOffer() {
        var slugs = SampleIndex.offerings().stream()
                .map(InstitutionPagesTests::provider)
                .distinct()
                .limit(2)
                .toList();
        var university = slugs.get(0);
        var school = slugs.get(1);
        var own = offeredBy(List.of(university));
        var all = offeredBy(slugs);
        assertThat(page("/institutions/" + university))
                .contains(own + " offerings")
                .doesNotContain(">Schools<");

        var document = provider(school, university);
        ((ObjectNode) document.path("provider")).putObject("shopfront").put("logo", "/media/" + "b".repeat(64));
        SampleIndex.put("providers", document);
        try {
            assertThat(page("/institutions/" + university))
                    .contains(all + " offerings")
                    .contains(">Schools<", "src=\"/media/bbb", "href=\"/institutions/" + school + "\"")
                    .contains("href=\"/search?provider=" + school + "\"")
                    .contains("href=\"/search?provider=%s&amp;provider=%s\"".formatted(university, school))
                    .contains("name=\"provider\" value=\"" + school + "\"");
            assertThat(page("/institutions/" + school))
                    .contains("Part of", "src=\"/media/bbb", "href=\"/institutions/" + university + "\"")
                    .contains(offeredBy(List.of(school)) + " offerings");
            assertThat(page("/institutions")).contains("Part of ", "src=\"/media/bbb");
        } finally {
            SampleIndex.put("providers", provider(school, null));
        }
    }

    @Test
    void theListCountsTheOfferingsOfEveryInstitutionHoweverManyThereAre() {
        var one = SampleIndex.offerings().getFirst();
        var others = IntStream.range(0, 120)
                .mapToObj(number -> of("institution-" + number, one))
                .toList();
        SampleIndex.putAll("offerings", others);
        try {
            assertThat(listings.countedByProvider().block())
                    .containsKeys(
                            others.stream().map(InstitutionPagesTests::provider).toArray(String[]::new))
                    .containsEntry(provider(one), offeredBy(List.of(provider(one))));
        } finally {
            SampleIndex.deleteAll(
                    "offerings",
                    others.stream()
                            .map(document -> document.path("id").asString())
                            .toList());
        }
    }

    @Test
    void theListCanBeNarrowedByNameOrPlace() {
        assertThat(page("/institutions?name=nórdk"))
                .contains("/institutions/nordkyst\"", "1 of 12 institutions")
                .doesNotContain("/institutions/allertal\"");
        assertThat(page("/institutions?name=norway")).contains("/institutions/nordkyst\"");
        assertThat(page("/institutions?name=!")).contains("12 of 12 institutions");
        assertThat(page("/institutions?name=zzz")).contains("None of 12 institutions");
    }

    @Test
    void aLongListHasLettersToJumpTo() {
        var many = IntStream.range(0, 45)
                .mapToObj(number -> named("zz-" + number, number == 0 ? "1st Academy" : "Östlig school " + number))
                .toList();
        assertThat(page("/institutions")).doesNotContain("href=\"#letter-");
        SampleIndex.putAll("providers", many);
        try {
            assertThat(page("/institutions"))
                    .contains("href=\"#letter-0\"", "id=\"letter-0\"", "href=\"#letter-O\"", "id=\"letter-O\"")
                    .containsSubsequence("id=\"letter-N\"", "/institutions/nordkyst\"", "id=\"letter-O\"");
        } finally {
            SampleIndex.deleteAll(
                    "providers",
                    many.stream()
                            .map(document -> document.path("id").asString())
                            .toList());
        }
    }

    private static ObjectNode named(String slug, String name) {
        var document = SampleIndex.provider("nordkyst");
        document.put("id", UUID.randomUUID().toString()).put("slug", slug).put("name", name);
        ((ObjectNode) document.path("provider")).put("slug", slug).put("name", name);
        return document;
    }

    private static ObjectNode of(String institution, ObjectNode offering) {
        var copy = offering.deepCopy();
        copy.put("id", UUID.randomUUID().toString()).put("slug", institution + "-course");
        ((ObjectNode) copy.at("/card/provider")).put("slug", institution);
        ((ObjectNode) copy.path("facet")).put("provider", institution);
        return copy;
    }

    private static String provider(ObjectNode offering) {
        return offering.at("/card/provider/slug").asString();
    }

    private static long offeredBy(List<String> slugs) {
        return SampleIndex.offerings().stream()
                .filter(offering -> slugs.contains(provider(offering)))
                .count();
    }

    private ObjectNode provider(String slug, @org.jspecify.annotations.Nullable String university) {
        var document = SampleIndex.provider(slug);
        Stream.ofNullable(university).forEach(of -> {
            document.put("partOf", of);
            ((ObjectNode) document.path("provider")).putObject("partOf").put("slug", of);
        });
        return document;
    }

    private String page(String address) {
        return client.get()
                .uri(address)
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
