package market.tessera.checkout.refund;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderAccess;
import market.tessera.checkout.refund.Refund.Reason;
import market.tessera.checkout.refund.Refund.Requester;
import market.tessera.checkout.refund.RefundRequest.Extent;
import market.tessera.checkout.refund.Refunding.Agreed;
import market.tessera.checkout.refund.Refunding.Refused;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where a buyer gives places back within their terms, asks for money back past them, and sees where the money is. */
@Controller
class RefundPages {
    private static final int LONGEST_NOTE = 1_000;
    private static final String REFUND = "/orders/{id:[0-9a-f]{8}-[0-9a-f-]{27}}/refund";

    private final OrderAccess access;
    private final RequestRefund request;
    private final MakeWish wish;
    private final RefundView view;

    RefundPages(OrderAccess access, RequestRefund request, MakeWish wish, RefundView view) {
        this.access = access;
        this.request = request;
        this.wish = wish;
        this.view = view;
    }

    /** One of the page's forms as it is sent. */
    record RefundForm(@Nullable Set<UUID> line, @Nullable String note) {
        static final RefundForm EMPTY = new RefundForm(null, null);

        public Set<UUID> lines() {
            return line == null ? Set.of() : line;
        }

        String given() {
            return note == null ? "" : note.strip();
        }

        List<Fault> faults() {
            return Stream.of(
                            new Fault("wish", "refund.wish.wrong.line"),
                            new Fault("wish-note", "refund.wish.wrong.note"))
                    .filter(fault -> fault.field().equals("wish")
                            ? lines().isEmpty()
                            : given().isEmpty() || given().length() > LONGEST_NOTE)
                    .toList();
        }
    }

    /** What is wrong with a field, as a key of the message that says it. */
    record Fault(String field, String message) {}

    /** @param done how asking the institution ended: the last part of the key of its words */
    @GetMapping(REFUND)
    Mono<Rendering> show(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String done,
            @AuthenticationPrincipal @Nullable Person person,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return find(id, person, exchange)
                .flatMap(order -> view.of(
                        order,
                        RefundForm.EMPTY,
                        HttpStatus.OK,
                        done.matches("done|not-done") ? Map.of("done", done) : Map.of()));
    }

    /** Past the terms the institution decides. */
    @PostMapping(REFUND + "/wishes")
    Mono<Rendering> wish(
            @PathVariable UUID id,
            @ModelAttribute RefundForm form,
            @AuthenticationPrincipal @Nullable Person person,
            ServerWebExchange exchange) {
        var faults = form.faults();
        return find(id, person, exchange)
                .flatMap(order -> faults.isEmpty()
                        ? wish.make(order, form.lines(), form.given())
                                .map(asked -> SeeOther.to(
                                        "/orders/%s/refund?done=%s".formatted(id, asked > 0 ? "done" : "not-done")))
                        : view.of(order, form, HttpStatus.UNPROCESSABLE_CONTENT, Map.of("faults", faults)));
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
                    case Agreed _ -> Mono.just(SeeOther.to("/orders/%s/refund".formatted(id)));
                    case Refused(var why) ->
                        find(id, person, exchange)
                                .flatMap(order ->
                                        view.of(order, form, HttpStatus.CONFLICT, Map.of("refused", why.key())));
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
                form.given().substring(0, Math.min(form.given().length(), LONGEST_NOTE)));
    }

    private Mono<Order> find(UUID id, @Nullable Person person, ServerWebExchange exchange) {
        return access.find(id, person, exchange)
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }
}
