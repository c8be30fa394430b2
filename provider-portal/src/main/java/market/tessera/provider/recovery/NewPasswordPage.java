package market.tessera.provider.recovery;

import java.util.Objects;
import market.tessera.platform.identity.Passwords;
import market.tessera.platform.identity.Token;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.recovery.RecoveryLinks.Holder;
import market.tessera.provider.signin.NewPassword;
import market.tessera.provider.signin.NewPassword.Length;
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

/** Where the mailed link leads. Opening it changes nothing, since mail programs open links too. */
@Controller
@RequestMapping("/portal/sign-in/new-password")
class NewPasswordPage {
    private final RecoveryLinks links;
    private final Recover recover;
    private final Passwords passwords;

    NewPasswordPage(RecoveryLinks links, Recover recover, Passwords passwords) {
        this.links = links;
        this.recover = recover;
        this.passwords = passwords;
    }

    /** What came with the link and what was typed. */
    record Form(@Nullable String token, @Nullable String password) {
        Token secret() {
            return new Token(Objects.requireNonNullElse(token, ""));
        }

        String chosen() {
            return Objects.requireNonNullElse(password, "");
        }
    }

    @GetMapping
    Mono<Rendering> show(@ModelAttribute Form form) {
        return Tenants.unbound(links.find(form.secret()))
                .map(holder -> page(form, holder, Length.FITS))
                .defaultIfEmpty(gone());
    }

    @PostMapping
    Mono<Rendering> choose(@ModelAttribute Form form, ServerWebExchange exchange) {
        return Tenants.unbound(
                        links.find(form.secret()).flatMap(holder -> choose(form, holder, NetworkAddress.of(exchange))))
                .defaultIfEmpty(gone());
    }

    private Mono<Rendering> choose(Form form, Holder holder, String place) {
        var length = NewPassword.lengthOf(form.chosen());
        return length == Length.FITS
                ? passwords
                        .hash(form.chosen())
                        .flatMap(hash -> recover.choose(form.secret(), hash, place))
                        .map(_ -> SeeOther.to("/portal/sign-in?changed=yes"))
                : Mono.just(page(form, holder, length));
    }

    private static Rendering page(Form form, Holder holder, Length length) {
        return Rendering.view("provider-portal/new-password")
                .status(length == Length.FITS ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .modelAttribute("token", form.secret().text())
                .modelAttribute("email", holder.email())
                .modelAttribute("length", length.name())
                .modelAttribute("shortest", NewPassword.SHORTEST)
                .build();
    }

    private static Rendering gone() {
        return Rendering.view("provider-portal/new-password-gone")
                .status(HttpStatus.GONE)
                .build();
    }
}
