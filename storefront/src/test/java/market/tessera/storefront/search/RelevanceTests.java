package market.tessera.storefront.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import market.tessera.sandbox.relevance.Floor;
import market.tessera.sandbox.relevance.Judgements;
import market.tessera.sandbox.relevance.OpenCourseWare;
import market.tessera.sandbox.relevance.Quality;
import market.tessera.storefront.SampleDocuments;
import market.tessera.storefront.SampleIndex;
import market.tessera.storefront.StorefrontTest;
import market.tessera.storefront.facts.Conversions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.LinkedMultiValueMap;

/**
 * A change that makes the order of results worse fails here. {@code ./benchmark relevance} measures the same on the whole marketplace, beside a plain
 * query, and names the worst queries.
 */
@StorefrontTest
class RelevanceTests {
    @Autowired
    Search search;

    @Autowired
    Conversions conversions;

    @Test
    void answersTheSampleCataloguesQueriesAsWellAsBefore() {
        var judgements = Judgements.ofSampleCatalogue();
        var names = SampleDocuments.namesById(judgements.queries().stream()
                .flatMap(judged -> judged.grades().keySet().stream())
                .toList());

        var quality = Quality.of(
                judgements,
                query -> ids(query).stream()
                        .map(id -> names.getOrDefault(id, id))
                        .toList());

        assertThat(quality.ndcg()).as("%s %s", quality, quality.byKind()).isGreaterThanOrEqualTo(Floor.of("sample"));
    }

    @Test
    void ordersCoursesThatNobodyHereWroteAsWellAsBefore() {
        var courses = OpenCourseWare.find(Path.of("..").toAbsolutePath().normalize());
        assumeTrue(courses.isPresent(), "data/ocw is not at hand below TESSERA_SHARED");
        var catalogue = courses.orElseThrow().catalogue();
        var judgements = someOf(courses.orElseThrow().judgements());
        var names = SampleDocuments.namesById(catalogue
                .path("offerings")
                .valueStream()
                .map(offering -> offering.path("externalId").asString())
                .toList());

        try (var _ = SampleIndex.instead(catalogue)) {
            var quality = Quality.of(
                    judgements, query -> ids(query).stream().map(names::get).toList());

            assertThat(quality.ndcg()).as("%s", quality).isGreaterThanOrEqualTo(Floor.of("ocw"));
        }
    }

    /** Every fourth query tells a change as well as all thousand do; {@code ./benchmark relevance} asks all of them. */
    private static Judgements someOf(Judgements all) {
        return new Judgements(IntStream.range(0, all.queries().size())
                .filter(at -> at % 4 == 0)
                .mapToObj(all.queries()::get)
                .toList());
    }

    private List<String> ids(String query) {
        var asked = new LinkedMultiValueMap<String, String>();
        asked.add("q", query);
        asked.add("limit", Integer.toString(Quality.DEPTH));
        var request = SearchParameters.ofProgram(asked, conversions, Locale.ENGLISH.getLanguage());
        return search.find(request.query(), request.page()).block().listings().stream()
                .map(listing -> listing.card().id())
                .toList();
    }
}
