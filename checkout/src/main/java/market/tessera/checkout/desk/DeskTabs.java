package market.tessera.checkout.desk;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The desk's lists and pages, with how many orders are stuck in each; every page of the desk shows them. */
@Component
public class DeskTabs {
    private final DeskOrders orders;
    private final DeskWords words;

    DeskTabs(DeskOrders orders, DeskWords words) {
        this.orders = orders;
        this.words = words;
    }

    /** One of them. */
    public record Tab(
            String label,
            String url,
            boolean current,
            @Nullable Long count) {}

    /** @param current key of the page that is open */
    public Mono<List<Tab>> of(String current, DeskScope scope, Locale locale) {
        return orders.troubles(scope).map(counts -> words.tabs(counts, current, scope, locale));
    }
}
