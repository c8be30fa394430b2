package market.tessera.checkout.ags;

import java.math.BigDecimal;
import java.util.UUID;
import market.tessera.checkout.ags.ServiceAccess.Granted;
import market.tessera.platform.problem.Problem;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All that is graded in a course, with its addresses: the course itself first, under the id of its link. */
@Component
class GradedItems {
    private static final BigDecimal MAXIMUM = new BigDecimal(100);

    private final ToolItems items;
    private final String origin;

    GradedItems(ToolItems items, @Value("${tessera.public-url}") String origin) {
        this.items = items;
        this.origin = origin;
    }

    String origin() {
        return origin;
    }

    Flux<LineItem> all(Granted granted) {
        return Flux.just(course(granted))
                .concatWith(
                        items.of(granted.link().id(), granted.tool().clientId()).map(item -> lineItem(granted, item)));
    }

    /** @return errors with 404 where the tool has none of that id */
    Mono<LineItem> find(Granted granted, UUID item) {
        return item.equals(granted.link().id())
                ? Mono.just(course(granted))
                : items.find(granted.link().id(), granted.tool().clientId(), item)
                        .map(found -> lineItem(granted, found))
                        .switchIfEmpty(Mono.error(() -> Problem.notFound("This tool has no such line item")));
    }

    LineItem lineItem(Granted granted, ToolItem item) {
        return item.toLineItem(address(granted, item.id()), granted.link().id());
    }

    String address(Granted granted, UUID item) {
        return "%s/lti/ags/%s/lineitems/%s".formatted(origin, granted.link().id(), item);
    }

    private LineItem course(Granted granted) {
        var link = granted.link();
        return new LineItem(
                address(granted, link.id()), MAXIMUM, link.title(), link.id().toString(), null, "course", null, null);
    }
}
