package market.tessera.indexer.index;

import static market.tessera.document.Offerings.bare;
import static market.tessera.document.Offerings.changed;
import static market.tessera.document.Offerings.complete;
import static market.tessera.document.Offerings.json;
import static market.tessera.document.Offerings.with;
import static market.tessera.indexer.SearchedIndex.awaitOffering;
import static market.tessera.indexer.SearchedIndex.ids;
import static market.tessera.indexer.SearchedIndex.search;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import market.tessera.indexer.IndexerTest;
import market.tessera.indexer.TestLogs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** What the storefront relies on when it searches, by the queries it sends. */
@IndexerTest
class MappingTests {
    private final String id = UUID.randomUUID().toString();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | Welding aluminium plates | in.en.title | weld plate",
                "de | Grundlagen der Wärmepumpen | in.de.title | Wärmepumpe",
                "fr | Gestion des forêts | in.fr.title | forêt",
                "es | Cuidados paliativos | in.es.title | cuidado paliativo",
                "pt | Energias renováveis | in.pt.title | energia renovável",
                "nb | Vedlikehold av vindturbiner | in.no.title | vindturbin",
                "nl | Dijken en dammen | in.nl.title | dijk",
                "en | Élevage in the Pyrénées | title | elevage pyrenees",
                "en | Welding aluminium plates | in.en.all | weld plate",
            })
    void findsWordsInTheirOtherForms(String language, String title, String field, String query) {
        publish(with(id, "{'title': '%s', 'languages': ['%s']}".formatted(title, language)));

        assertThat(found("{'match': {'%s': {'query': '%s', 'operator': 'and'}}}".formatted(field, query)))
                .isTrue();
    }

    @Test
    void findsTitlesWhileTheyAreTyped() {
        publish(complete(id));

        assertThat(
                        found(
                                "{'multi_match': {'query': 'offshore wi', 'type': 'bool_prefix', 'fields': ['title.prefix', 'title.prefix._2gram']}}"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'term': {'facet.subject': 'ISCED-F:07'}}",
                "{'term': {'facet.language': 'nb'}}",
                "{'term': {'facet.eqf': '6'}}",
                "{'term': {'facet.level': 'NKR:6.2'}}",
                "{'term': {'facet.mode': 'online'}}",
                "{'term': {'facet.availability': 'open'}}",
                "{'term': {'skills.keyword': 'wind resource assessment'}}",
                "{'term': {'title.keyword': 'offshore wind: site assessment'}}",
                "{'range': {'compare.effort.hours': {'gte': 50, 'lte': 50}}}",
                "{'range': {'costs': {'lte': 40000}}}",
                "{'range': {'starts': {'gte': '2027-02-01', 'lte': '2027-02-28'}}}",
                "{'rank_feature': {'field': 'rank.completeness'}}",
                "{'distance_feature': {'field': 'updatedAt', 'origin': '2026-11-23', 'pivot': '30d'}}",
                "{'match': {'everything': {'query': 'nordkyst renewable wake ice', 'operator': 'or'}}}",
            })
    void answersTheQueriesOfTheStorefront(String query) {
        publish(complete(id));

        assertThat(found(query)).isTrue();
    }

    @Test
    void tellsWhatIsOfOneIntake() {
        publish(changed(complete(id), offering -> offering.set("intakes", json("""
                [{'id': 'a', 'starts': '2099-02-01', 'mode': 'online', 'price': {'amount': 30000, 'currency': 'EUR'}},
                 {'id': 'b', 'starts': '2099-06-01', 'mode': 'onsite', 'price': {'amount': 90000, 'currency': 'EUR'}}]
                """))));

        assertThat(found(oneRun("online", 30_000))).isTrue();
        assertThat(found(oneRun("onsite", 30_000))).isFalse();
    }

    private static String oneRun(String mode, int most) {
        return "{'nested': {'path': 'runs', 'query': {'bool': {'filter': [{'term': {'runs.mode': '%s'}}, {'range': {'runs.cost': {'lte': %d}}}]}}}}"
                .formatted(mode, most);
    }

    @Test
    void countsWhatIsUndisclosedInABucketOfItsOwn() {
        publish(bare(id));

        var buckets = search(
                        "offerings",
                        "{'size': 0, 'query': {'term': {'id': '%s'}}, 'aggs': {'level': {'terms': {'field': 'facet.level'}}}}"
                                .formatted(id))
                .at("/aggregations/level/buckets");

        assertThat(buckets).hasSize(1);
        assertThat(buckets.path(0).path("key").asString()).isEqualTo("undisclosed");
    }

    @Test
    void suggestsTheRightSpelling() {
        publish(with(id, "{'title': 'Hydrodynamics'}"));

        var suggestion = search(
                        "offerings",
                        "{'size': 0, 'suggest': {'text': 'hydrodinamics', 'spelling': {'phrase': {'field': 'spelling', 'direct_generator': [{'field': 'spelling', 'prefix_length': 1}]}}}}")
                .at("/suggest/spelling/0/options/0/text");

        assertThat(suggestion.asString()).isEqualTo("hydrodynamics");
    }

    @Test
    void takesTextOfAnyLengthAndLanguage() {
        var data = changed(
                complete(id),
                offering -> ((ObjectNode) offering.path("elements"))
                        .put("description", "Very long. ".repeat(1_800))
                        .set(
                                "skills",
                                json("[{'label': '%s'}, {'label': '技能'}, {'label': 'مهارة'}]"
                                        .formatted("s".repeat(40_000)))));

        publish(data);

        assertThat(found("{'match': {'skills': '技能'}}")).isTrue();
    }

    private void publish(ObjectNode data) {
        TestLogs.publish(data, 1);
        awaitOffering(id);
    }

    private boolean found(String query) {
        return ids("{'bool': {'filter': [{'ids': {'values': ['%s']}}], 'must': [%s]}}".formatted(id, query))
                .contains(id);
    }
}
