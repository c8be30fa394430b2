package market.tessera.checkout.rebooking;

import java.util.UUID;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderAccess;
import market.tessera.checkout.rebooking.Rebooking.Rebooked;
import market.tessera.checkout.rebooking.Rebooking.Refused;
import market.tessera.checkout.rebooking.RebookingRequest.Requester;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where a buyer moves a place to another intake. */
@Controller
class RebookingPages {
    private static final String INTAKE = "/orders/{id:[0-9a-f]{8}-[0-9a-f-]{27}}/intake/{line}";

    private final OrderAccess access;
    private final RebookPlace rebook;
    private final RebookingView view;

    RebookingPages(OrderAccess access, RebookPlace rebook, RebookingView view) {
        this.access = access;
        this.rebook = rebook;
        this.view = view;
    }

    record IntakeForm(@Nullable UUID intake) {}

    @GetMapping(INTAKE)
    Mono<Rendering> show(
            @PathVariable UUID id,
            @PathVariable UUID line,
            @AuthenticationPrincipal @Nullable Person person,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return find(id, person, exchange)
                .flatMap(order -> view.of(order, line, Requester.BUYER, null))
                .switchIfEmpty(notFound());
    }

    @PostMapping(INTAKE)
    Mono<Rendering> move(
            @PathVariable UUID id,
            @PathVariable UUID line,
            @ModelAttribute IntakeForm form,
            @AuthenticationPrincipal @Nullable Person person,
            ServerWebExchange exchange) {
        return find(id, person, exchange)
                .flatMap(order -> form.intake() == null
                        ? view.unchosen(order, line, Requester.BUYER)
                        : move(order, line, form.intake()))
                .switchIfEmpty(notFound());
    }

    private Mono<Rendering> move(Order order, UUID line, UUID intake) {
        var request = new RebookingRequest(order.id(), line, intake, Requester.BUYER, order.email());
        return rebook.rebook(request).flatMap(outcome -> switch (outcome) {
            case Rebooked _ -> Mono.just(SeeOther.to("/orders/%s?done=moved".formatted(order.id())));
            case Refused(var why) -> view.of(order, line, Requester.BUYER, why);
        });
    }

    private Mono<Order> find(UUID id, @Nullable Person person, ServerWebExchange exchange) {
        return access.find(id, person, exchange).switchIfEmpty(notFound());
    }

    private static <T> Mono<T> notFound() {
        return Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
