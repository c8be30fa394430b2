package market.tessera.storefront.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import market.tessera.storefront.SampleIndex;
import market.tessera.storefront.StorefrontTest;
import market.tessera.storefront.catalogue.SiteEntries;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@StorefrontTest
class CrawlersTests {
    private static final Pattern ADDRESS = Pattern.compile("<loc>([^<]+)</loc>");

    @Autowired
    WebTestClient client;

    @Autowired
    SiteEntries entries;

    @Test
    void listsEveryPageOfASmallCatalogueInOneFile() {
        var xml = read("/sitemap.xml");

        assertThat(xml)
                .startsWith("<?xml")
                .contains("<urlset", "/institutions/", "/pathways/")
                .endsWith("</urlset>\n");
        SampleIndex.offerings()
                .forEach(offering -> assertThat(xml)
                        .contains("/offerings/" + offering.path("slug").asString() + "</loc><lastmod>20"));
    }

    @Test
    void listsEveryPageOfALargeCatalogueOnceInFilesThatAreNotTooLong() {
        var small = new Sitemaps(entries, new SitemapProperties(40), "");

        var files = addresses(text(small.whole().collectList().block()));

        assertThat(text(small.whole().collectList().block())).contains("<sitemapindex", "<lastmod>20");
        assertThat(files.getFirst()).isEqualTo("/sitemaps/pages.xml");
        assertThat(files).hasSizeBetween(10, 17);
        var listed = files.stream()
                .skip(1)
                .flatMap(file -> addresses(read(file)).stream())
                .toList();
        assertThat(listed.stream().map(address -> URI.create(address).getPath()))
                .containsExactlyInAnyOrderElementsOf(SampleIndex.offerings().stream()
                        .map(offering -> "/offerings/" + offering.path("slug").asString())
                        .toList());
        assertThat(addresses(read("/sitemaps/pages.xml"))).anyMatch(address -> address.contains("/institutions/"));
    }

    @Test
    void sharesAMillionOfferingsOutInFilesOfAFewThousand() {
        assertThat(Sitemaps.digits(40_000, 50_000)).isZero();
        assertThat(Sitemaps.digits(40_001, 50_000)).isEqualTo(1);
        assertThat(Sitemaps.digits(1_000_000, 50_000)).isEqualTo(2);
        assertThat(Sitemaps.digits(100_000_000, 50_000)).isEqualTo(3);
    }

    @Test
    void keepsCrawlersOutOfWhatIsPersonal() {
        assertThat(read("/robots.txt")).contains("Disallow: /basket", "Sitemap: ");
    }

    @Test
    void hasNoOtherFiles() {
        client.get()
                .uri("/sitemaps/offerings-xyz.xml")
                .exchange()
                .expectStatus()
                .isNotFound();
        client.get().uri("/sitemaps/offerings-.xml").exchange().expectStatus().isNotFound();
    }

    private static List<String> addresses(String xml) {
        return ADDRESS.matcher(xml).results().map(found -> found.group(1)).toList();
    }

    private static String text(List<String> parts) {
        return String.join("", parts);
    }

    private String read(String path) {
        return client.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
