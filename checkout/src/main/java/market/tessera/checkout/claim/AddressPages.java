package market.tessera.checkout.claim;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.UUID;
import market.tessera.checkout.claim.Correction.Closed;
import market.tessera.checkout.claim.Correction.Corrected;
import market.tessera.checkout.claim.Correction.Mistyped;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderAccess;
import market.tessera.platform.page.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where a guest puts a mistyped e-mail address right, with the browser that the order was placed with. */
@Controller
class AddressPages {
    private static final String ADDRESS = "/orders/{id:[0-9a-f]{8}-[0-9a-f-]{27}}/address";

    private final OrderAccess access;
    private final CorrectAddress correct;

    AddressPages(OrderAccess access, CorrectAddress correct) {
        this.access = access;
        this.correct = correct;
    }

    record AddressForm(@Nullable String email) {
        String typed() {
            return email == null ? "" : email;
        }
    }

    @GetMapping(ADDRESS)
    Mono<Rendering> show(@PathVariable UUID id, ServerWebExchange exchange) {
        return find(id, exchange).map(order -> page(order, order.email(), false));
    }

    @PostMapping(ADDRESS)
    Mono<Rendering> correct(@PathVariable UUID id, @ModelAttribute AddressForm form, ServerWebExchange exchange) {
        return find(id, exchange)
                .flatMap(order -> correct.correct(order, form.typed()).map(correction -> switch (correction) {
                    case Corrected() -> SeeOther.to("/orders/" + id);
                    case Mistyped() -> page(order, form.typed(), true);
                    case Closed() -> closed(order);
                }));
    }

    private Mono<Order> find(UUID id, ServerWebExchange exchange) {
        return access.find(id, null, exchange)
                .filter(Order::isPaid)
                .filterWhen(order -> access.isBuyersBrowser(order, exchange))
                .switchIfEmpty(notFound());
    }

    private static Rendering page(Order order, String typed, boolean wrong) {
        return Rendering.view("checkout/address")
                .status(wrong ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK)
                .modelAttribute("order", order)
                .modelAttribute("typed", typed)
                .modelAttribute("wrong", wrong)
                .build();
    }

    private static Rendering closed(Order order) {
        return Rendering.view("checkout/word")
                .status(HttpStatus.CONFLICT)
                .modelAttribute("words", "address.closed")
                .modelAttribute("about", order.number())
                .modelAttribute("onward", "/orders/" + order.id())
                .build();
    }
}
