package market.tessera.checkout.rebooking;

import java.util.UUID;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.rebooking.Rebooking.Rebooked;
import market.tessera.checkout.rebooking.Rebooking.Refused;
import market.tessera.checkout.rebooking.RebookingPages.IntakeForm;
import market.tessera.checkout.rebooking.RebookingRequest.Requester;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The same at the desk, past the institution's terms, but not once the course has begun. A line that is out of scope does not exist. */
@Controller
@RequestMapping("/checkout/desk/orders/{id}/intake/{line}")
class RebookingDesk {
    private final Orders orders;
    private final RebookPlace rebook;
    private final RebookingView view;

    RebookingDesk(Orders orders, RebookPlace rebook, RebookingView view) {
        this.orders = orders;
        this.rebook = rebook;
        this.view = view;
    }

    @GetMapping
    Mono<Rendering> show(
            @PathVariable UUID id,
            @PathVariable UUID line,
            @AuthenticationPrincipal Person person,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        var scope = DeskScope.of(person);
        return find(id, line, scope).flatMap(order -> view.of(order, line, requester(scope), null));
    }

    @PostMapping
    Mono<Rendering> move(
            @PathVariable UUID id,
            @PathVariable UUID line,
            @ModelAttribute IntakeForm form,
            @AuthenticationPrincipal Person person) {
        var scope = DeskScope.of(person);
        return find(id, line, scope)
                .flatMap(order -> form.intake() == null
                        ? view.unchosen(order, line, requester(scope))
                        : move(order, line, form.intake(), requester(scope), person.email()));
    }

    private Mono<Rendering> move(Order order, UUID line, UUID intake, Requester requester, String by) {
        return rebook.rebook(new RebookingRequest(order.id(), line, intake, requester, by))
                .flatMap(outcome -> switch (outcome) {
                    case Rebooked _ ->
                        Mono.just(SeeOther.to("/checkout/desk/orders/%s?done=rebooked".formatted(order.id())));
                    case Refused(var why) -> view.of(order, line, requester, why);
                });
    }

    private Mono<Order> find(UUID id, UUID line, DeskScope scope) {
        return orders.find(id)
                .filter(order -> order.line(line).filter(scope::sees).isPresent())
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }

    private static Requester requester(DeskScope scope) {
        return scope.everything() ? Requester.OPERATOR : Requester.PROVIDER;
    }
}
