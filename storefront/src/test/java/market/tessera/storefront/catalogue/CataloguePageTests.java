package market.tessera.storefront.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CataloguePageTests {
    private static final String HIT = """
            {"_index":"i","_id":"1","_score":null,"_source":{"version":3,"offering":{"id":"1","slug":"s","elements":{"title":"\\"sort\\":[1]}]}}"}},
             "compare":{}},"sort":[%d]}""";

    @Test
    void saysWhereItEndsWithoutBeingRead() {
        var page = page(HIT.formatted(7) + "," + HIT.formatted(8));

        assertThat(page.last())
                .hasValueSatisfying(last -> assertThat(last.longValue()).isEqualTo(8));
        assertThat(page.entries()).extracting(CataloguePage.Entry::version).containsExactly(3L, 3L);
    }

    @Test
    void theLastOneIsEmpty() {
        assertThat(page("").last()).isEmpty();
        assertThat(page("").entries()).isEqualTo(List.of());
    }

    /** Rather an export that ends in a failure than one that looks whole and is not. */
    @Test
    void failsWhereNobodyCanTellWhatComesNext() {
        var usual = answer(HIT.formatted(7));
        var other = usual.substring(0, usual.length() - 1) + ",\"new\":1}";

        assertThatThrownBy(new CataloguePage(other.getBytes(StandardCharsets.UTF_8))::entries)
                .isInstanceOf(IllegalStateException.class);
    }

    private static CataloguePage page(String hits) {
        return new CataloguePage(answer(hits).getBytes(StandardCharsets.UTF_8));
    }

    private static String answer(String hits) {
        return "{\"pit_id\":\"p\",\"took\":1,\"hits\":{\"max_score\":null,\"hits\":[%s]}}".formatted(hits);
    }
}
