package market.tessera.storefront.comparison;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import market.tessera.storefront.document.Basis;
import org.jspecify.annotations.Nullable;

/**
 * Offerings as columns, elements as rows.
 *
 * @param currency in which amounts are compared
 * @param rate by which they were brought to it, in words; null where nothing was converted
 */
record Comparison(
        List<Column> offerings,
        List<Row> elements,
        String currency,
        @Nullable String rate) {

    /** With whole addresses, for programs elsewhere. */
    Comparison at(String origin) {
        return new Comparison(
                offerings.stream().map(column -> column.at(origin)).toList(), elements, currency, rate);
    }

    /** @param intakes that can be enrolled in; cost, dates, place and way are those of the selected one */
    @Schema(name = "ComparedOffering")
    record Column(String id, String title, String url, Provider provider, List<Start> intakes) {
        Column at(String origin) {
            return new Column(id, title, origin + url, provider, intakes);
        }
    }

    /** @param text for people: when it starts, for how much where that differs, and where */
    @Schema(name = "ComparedIntake")
    record Start(String id, String text, boolean selected) {}

    /** @param logo its path; only for the page */
    @Schema(name = "ComparedProvider")
    record Provider(
            String name, int hue, @JsonIgnore @Nullable String logo) {}

    /** @param same whether all offerings have the same value */
    @Schema(name = "ComparedElement")
    record Row(String name, String label, @Nullable String unit, boolean same, List<Cell> values) {}

    /**
     * @param value for programs: a number, an amount of money, a text, a date, true or false, or a list of texts; null where undisclosed
     * @param text the same for people
     * @param best marked only where better is objective: cheaper or sooner
     */
    @Schema(name = "ComparedValue")
    record Cell(
            String offering,
            @Nullable Object value,
            @Nullable String text,
            @Nullable String detail,
            Basis basis,
            @Nullable String rule,
            boolean best) {}
}
