package market.tessera.storefront.account.session;

import java.util.UUID;
import market.tessera.platform.identity.SessionTokens;
import market.tessera.platform.page.SeeOther;
import market.tessera.storefront.account.SecurityAudit;
import market.tessera.storefront.account.SecurityAudit.Event;
import market.tessera.storefront.account.Visitor;
import market.tessera.storefront.account.session.SessionCookies.Refresh;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Signing out: the session's record goes, so that no copy of its cookies is good for anything but the minutes its token has left. */
@Controller
class SignOutPage {
    private final Sessions sessions;
    private final SessionCookies cookies;
    private final SecurityAudit audit;

    SignOutPage(Sessions sessions, SessionCookies cookies, SecurityAudit audit) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.audit = audit;
    }

    @PostMapping("/account/sign-out")
    Mono<Rendering> signOut(ServerWebExchange exchange) {
        return Mono.justOrEmpty(cookies.session(exchange.getRequest()).map(SessionTokens.Session::id))
                .switchIfEmpty(Mono.defer(() -> remembered(exchange)))
                .flatMap(sessions::end)
                .flatMap(account -> audit.record(Event.SIGNED_OUT, account, Visitor.of(exchange)))
                .then(Mono.fromSupplier(() -> signedOut(exchange)));
    }

    private Mono<UUID> remembered(ServerWebExchange exchange) {
        return Mono.justOrEmpty(cookies.refresh(exchange.getRequest()))
                .filterWhen(refresh -> sessions.holds(refresh.session(), refresh.token()))
                .map(Refresh::session);
    }

    private Rendering signedOut(ServerWebExchange exchange) {
        cookies.forget(exchange.getResponse());
        return SeeOther.to("/account/sign-in?news=signed-out");
    }
}
