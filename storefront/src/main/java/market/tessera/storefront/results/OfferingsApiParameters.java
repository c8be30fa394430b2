package market.tessera.storefront.results;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.DateSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import java.math.BigDecimal;
import market.tessera.storefront.facet.Facet;
import market.tessera.storefront.facts.Conversions;
import market.tessera.storefront.facts.Wording;
import market.tessera.storefront.search.Ordering;
import market.tessera.storefront.search.PageRequest;
import market.tessera.storefront.search.SearchParameters;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/** Describes the parameters of the list from what the list really accepts. */
@Component
final class OfferingsApiParameters implements GlobalOperationCustomizer {
    static final String OPERATION = "searchOfferings";

    private final Conversions conversions;
    private final Wording wording;

    OfferingsApiParameters(Conversions conversions, Wording wording) {
        this.conversions = conversions;
        this.wording = wording;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        if (!OPERATION.equals(operation.getOperationId())) {
            return operation;
        }
        add(operation, "q", new StringSchema().maxLength(SearchParameters.LONGEST_TEXT));
        for (var facet : Facet.values()) {
            add(operation, facet.parameter(), new ArraySchema().items(new StringSchema().pattern(facet.pattern())));
        }
        add(operation, "priceMax", whole(SearchParameters.MOST_MONEY));
        add(operation, "hoursMin", whole(SearchParameters.MOST_HOURS));
        add(operation, "hoursMax", whole(SearchParameters.MOST_HOURS));
        add(operation, "startsFrom", new DateSchema());
        add(operation, "startsTo", new DateSchema());
        var currencies = new StringSchema();
        conversions.codes().forEach(currencies::addEnumItem);
        add(operation, "currency", currencies);
        var orders = new StringSchema();
        Ordering.names().forEach(orders::addEnumItem);
        add(operation, "sort", orders._default(Ordering.RELEVANCE.parameter()));
        add(operation, "facets", new StringSchema().example(String.join(",", Facet.names())));
        var limit = whole(PageRequest.MOST);
        limit.setMinimum(BigDecimal.ONE);
        limit.setDefault(PageRequest.USUAL_LIMIT);
        add(operation, "limit", limit);
        add(operation, "cursor", new StringSchema());
        return operation;
    }

    private void add(Operation operation, String name, Schema<?> schema) {
        var words = wording.in(java.util.Locale.ENGLISH);
        operation.addParametersItem(new QueryParameter()
                .name(name)
                .description(words.get("api.parameter." + name))
                .schema(schema));
    }

    private static Schema<Number> whole(long most) {
        var schema = new IntegerSchema();
        schema.setFormat("int64");
        schema.setMinimum(BigDecimal.ZERO);
        schema.setMaximum(BigDecimal.valueOf(most));
        return schema;
    }
}
