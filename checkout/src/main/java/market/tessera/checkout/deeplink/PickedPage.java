package market.tessera.checkout.deeplink;

import market.tessera.checkout.deeplink.Picked.Forged;
import market.tessera.checkout.deeplink.Picked.Kept;
import market.tessera.checkout.deeplink.Picked.Nothing;
import market.tessera.platform.page.SeeOther;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where tools send what was picked. */
@Controller
class PickedPage {
    private final TakePicked picked;

    PickedPage(TakePicked picked) {
        this.picked = picked;
    }

    @PostMapping(path = "/lti/deep-link", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Mono<Rendering> answer(ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(form -> picked.take(
                        form.getOrDefault("JWT", java.util.List.of("")).getFirst()))
                .map(PickedPage::page);
    }

    private static Rendering page(Picked picked) {
        return switch (picked) {
            case Kept(var picking) -> to(picking, "picked");
            case Nothing(var picking) -> to(picking, "nothingPicked");
            case Forged() ->
                Rendering.view("checkout/launch-refused")
                        .modelAttribute("reason", "not-picked")
                        .status(HttpStatus.BAD_REQUEST)
                        .build();
        };
    }

    private static Rendering to(Picking picking, String done) {
        return SeeOther.to(
                "/checkout/connections/%s/%s?done=%s".formatted(picking.provider(), picking.clientId(), done));
    }
}
