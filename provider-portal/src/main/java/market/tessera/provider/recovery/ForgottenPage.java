package market.tessera.provider.recovery;

import java.util.Locale;
import java.util.Objects;
import market.tessera.platform.mail.EmailAddress;
import market.tessera.provider.staff.NetworkAddress;
import market.tessera.provider.tenancy.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Asks for the address of an account whose password is forgotten, and answers the same whether there is one or not. */
@Controller
@RequestMapping("/portal/sign-in/forgotten")
class ForgottenPage {
    private final Recover recover;

    ForgottenPage(Recover recover) {
        this.recover = recover;
    }

    /** What was typed. */
    record Form(@Nullable String email) {
        String typed() {
            return Objects.requireNonNullElse(email, "").strip();
        }
    }

    @GetMapping
    Rendering show() {
        return page("", "", HttpStatus.OK);
    }

    @PostMapping
    Mono<Rendering> mail(@ModelAttribute Form form, ServerWebExchange exchange, Locale locale) {
        return EmailAddress.parse(form.email())
                .map(email -> Tenants.unbound(recover.mail(email, NetworkAddress.of(exchange), locale))
                        .thenReturn(page(email.text(), "sent", HttpStatus.OK)))
                .orElseGet(() -> Mono.just(page(form.typed(), "wrong", HttpStatus.UNPROCESSABLE_CONTENT)));
    }

    private static Rendering page(String email, String outcome, HttpStatus status) {
        return Rendering.view("provider-portal/forgotten")
                .status(status)
                .modelAttribute("email", email)
                .modelAttribute("outcome", outcome)
                .build();
    }
}
