package market.tessera.storefront.account.profile;

import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import market.tessera.storefront.account.Accounts;
import market.tessera.storefront.account.SecurityAudit;
import market.tessera.storefront.account.SecurityAudit.Event;
import market.tessera.storefront.account.Visitor;
import market.tessera.storefront.account.session.CurrentSession;
import market.tessera.storefront.account.session.Sessions;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The account at a glance: who, which browsers are signed in, what happened lately. */
@Controller
class AccountPage {
    private static final int LATELY = 10;
    private static final Set<String> NEWS =
            Set.of("name-changed", "email-changed", "password-changed", "session-ended", "sessions-ended");

    private final Accounts accounts;
    private final Sessions sessions;
    private final CurrentSession currentSession;
    private final SecurityAudit audit;

    AccountPage(Accounts accounts, Sessions sessions, CurrentSession currentSession, SecurityAudit audit) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.currentSession = currentSession;
        this.audit = audit;
    }

    @GetMapping("/account")
    Mono<Rendering> show(
            @AuthenticationPrincipal Person person,
            @RequestParam(defaultValue = "") String news,
            ServerWebExchange exchange) {
        return Mono.zip(
                        accounts.byId(person.id()),
                        sessions.of(person.id()).collectList(),
                        audit.of(person.id(), LATELY).collectList())
                .map(all -> Rendering.view("storefront/account/account")
                        .modelAttribute("account", all.getT1())
                        .modelAttribute("sessions", all.getT2())
                        .modelAttribute("current", currentSession.of(exchange))
                        .modelAttribute("history", all.getT3())
                        .modelAttribute("zone", ZoneOffset.UTC)
                        .modelAttribute("news", NEWS.contains(news) ? news : "")
                        .build());
    }

    @PostMapping("/account/sessions/{id}/end")
    Mono<Rendering> end(@AuthenticationPrincipal Person person, @PathVariable UUID id, ServerWebExchange exchange) {
        return sessions.end(id, person.id())
                .flatMap(account -> audit.record(Event.SESSION_ENDED, account, Visitor.of(exchange)))
                .thenReturn(back("session-ended"));
    }

    @PostMapping("/account/sessions/end-others")
    Mono<Rendering> endOthers(@AuthenticationPrincipal Person person, ServerWebExchange exchange) {
        return sessions.endOthers(person.id(), currentSession.of(exchange))
                .then(audit.record(Event.SESSION_ENDED, person.id(), Visitor.of(exchange)))
                .thenReturn(back("sessions-ended"));
    }

    static Rendering back(String news) {
        return SeeOther.to("/account?news=" + news);
    }
}
