package market.tessera.checkout.claim;

import market.tessera.checkout.claim.Claim.Claimed;
import market.tessera.checkout.claim.Claim.OtherAddress;
import market.tessera.checkout.claim.Claim.Useless;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Where the link in a guest's receipt leads: one button that takes the order into the account. */
@Controller
class ClaimPages {
    private final ClaimOrder claimOrder;

    ClaimPages(ClaimOrder claimOrder) {
        this.claimOrder = claimOrder;
    }

    record ClaimForm(String token) {}

    @GetMapping("/orders/claim")
    Mono<Rendering> show(@RequestParam String token, @AuthenticationPrincipal Person person) {
        return claimOrder.look(token, person).map(claim -> page(claim, token));
    }

    @PostMapping("/orders/claim")
    Mono<Rendering> claim(@ModelAttribute ClaimForm form, @AuthenticationPrincipal Person person) {
        return claimOrder.claim(form.token(), person).map(claim -> switch (claim) {
            case Claimed(var order) -> SeeOther.to("/orders/" + order.id());
            case OtherAddress _, Useless _ -> page(claim, form.token());
        });
    }

    private static Rendering page(Claim claim, String token) {
        return switch (claim) {
            case Claimed(var order) ->
                Rendering.view("checkout/claim")
                        .modelAttribute("order", order)
                        .modelAttribute("token", token)
                        .build();
            case OtherAddress(var order) ->
                Rendering.view("checkout/word")
                        .status(HttpStatus.CONFLICT)
                        .modelAttribute("words", "claim.otherAddress")
                        .modelAttribute("about", order.number())
                        .modelAttribute("onward", "/account")
                        .build();
            case Useless() ->
                Rendering.view("checkout/word")
                        .status(HttpStatus.GONE)
                        .modelAttribute("words", "claim.useless")
                        .modelAttribute("onward", "/orders")
                        .build();
        };
    }
}
