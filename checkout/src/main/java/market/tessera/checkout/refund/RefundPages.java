package market.tessera.checkout.refund;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderAccess;
import market.tessera.checkout.refund.Refund.Part;
import market.tessera.checkout.refund.Refund.Reason;
import market.tessera.checkout.refund.Refund.Requester;
import market.tessera.checkout.refund.RefundRequest.Extent;
import market.tessera.checkout.refund.Refunding.Agreed;
import market.tessera.checkout.refund.Refunding.Refused;
import market.tessera.checkout.refund.Refunding.Why;
import market.tessera.platform.identity.Person;
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

/** Where a buyer gives places back within their terms, and sees where the money is. */
@Controller
class RefundPages {
    private static final String REFUND = "/orders/{id:[0-9a-f]{8}-[0-9a-f-]{27}}/refund";

    private final OrderAccess access;
    private final Refunds refunds;
    private final RequestRefund request;
    private final Clock clock;

    RefundPages(OrderAccess access, Refunds refunds, RequestRefund request, Clock clock) {
        this.access = access;
        this.refunds = refunds;
        this.request = request;
        this.clock = clock;
    }

    /** The form as it is sent. */
    record RefundForm(@Nullable Set<UUID> line, @Nullable String note) {
        Set<UUID> lines() {
            return line == null ? Set.of() : line;
        }
    }

    @GetMapping(REFUND)
    Mono<Rendering> show(
            @PathVariable UUID id, @AuthenticationPrincipal @Nullable Person person, ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return find(id, person, exchange).flatMap(order -> page(order, null));
    }

    @PostMapping(REFUND)
    Mono<Rendering> giveBack(
            @PathVariable UUID id,
            @ModelAttribute RefundForm form,
            @AuthenticationPrincipal @Nullable Person person,
            ServerWebExchange exchange) {
        return find(id, person, exchange)
                .flatMap(order -> request.request(asked(order, form)))
                .flatMap(outcome -> switch (outcome) {
                    case Agreed _ ->
                        Mono.just(Rendering.redirectTo("/orders/%s/refund".formatted(id))
                                .status(HttpStatus.SEE_OTHER)
                                .build());
                    case Refused(var why) -> find(id, person, exchange).flatMap(order -> page(order, why));
                });
    }

    private static RefundRequest asked(Order order, RefundForm form) {
        return new RefundRequest(
                order.id(),
                form.lines(),
                Extent.WHOLE,
                Requester.BUYER,
                order.email(),
                Reason.CHANGED_MIND,
                form.note() == null ? "" : form.note());
    }

    private Mono<Order> find(UUID id, @Nullable Person person, ServerWebExchange exchange) {
        return access.find(id, person, exchange)
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }

    private Mono<Rendering> page(Order order, @Nullable Why refused) {
        return Mono.zip(
                        refunds.of(order.id()).collectList(),
                        refunds.parts(order.id()).collectList())
                .map(given -> render(order, given.getT1(), given.getT2(), refused));
    }

    private Rendering render(Order order, List<Refund> given, List<Part> parts, @Nullable Why refused) {
        return Rendering.view("checkout/refund")
                .status(refused == null ? HttpStatus.OK : HttpStatus.CONFLICT)
                .modelAttribute("order", order)
                .modelAttribute("returnable", order.returnable(clock.instant()))
                .modelAttribute("refunds", given)
                .modelAttribute("lines", parts.stream().collect(groupingBy(Part::refund, mapping(Part::line, toSet()))))
                .model(refused == null ? Map.of() : Map.of("refused", refused.key()))
                .build();
    }
}
