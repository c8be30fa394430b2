package market.tessera.storefront.account.profile;

import java.time.ZoneOffset;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import market.tessera.storefront.account.AccountWords;
import market.tessera.storefront.account.Problems;
import market.tessera.storefront.account.SecurityAudit;
import market.tessera.storefront.account.SecurityAudit.Event;
import market.tessera.storefront.account.Visitor;
import market.tessera.storefront.apikey.ApiKeys;
import market.tessera.storefront.apikey.KeyRequest;
import market.tessera.storefront.apikey.KeyRequest.Issued;
import market.tessera.storefront.apikey.KeyRequest.TooMany;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A learner's keys. A new one is shown in the answer to the form that asked for it, and nowhere else. */
@Controller
class KeysPage {
    private static final String PAGE = "/account/keys";
    private static final int LONGEST_NAME = 60;

    private final ApiKeys keys;
    private final SecurityAudit audit;
    private final AccountWords words;

    KeysPage(ApiKeys keys, SecurityAudit audit, AccountWords words) {
        this.keys = keys;
        this.audit = audit;
        this.words = words;
    }

    record Form(@Nullable String name) {
        String text() {
            return name == null ? "" : name.strip().replaceAll("\\s+", " ");
        }
    }

    @GetMapping(PAGE)
    Mono<Rendering> show(@AuthenticationPrincipal Person person, @RequestParam(defaultValue = "") String news) {
        return page(person, HttpStatus.OK)
                .map(page ->
                        page.modelAttribute("revoked", news.equals("revoked")).build());
    }

    @PostMapping(PAGE)
    Mono<Rendering> create(
            @AuthenticationPrincipal Person person, @ModelAttribute Form form, ServerWebExchange exchange) {
        var name = form.text();
        return name.isEmpty() || name.length() > LONGEST_NAME
                ? refusal(person, form, exchange, "keys.name-wrong")
                : keys.issue(person.id(), name).flatMap(outcome -> answer(outcome, person, form, exchange));
    }

    private Mono<Rendering> answer(KeyRequest outcome, Person person, Form form, ServerWebExchange exchange) {
        return switch (outcome) {
            case Issued issued ->
                audit.record(Event.API_KEY_CREATED, person.id(), Visitor.of(exchange))
                        .then(page(person, HttpStatus.OK))
                        .map(page -> page.modelAttribute("issued", issued).build());
            case TooMany _ -> refusal(person, form, exchange, "keys.too-many");
        };
    }

    @PostMapping(PAGE + "/{id}/revoke")
    Mono<Rendering> revoke(@AuthenticationPrincipal Person person, @PathVariable UUID id, ServerWebExchange exchange) {
        return keys.revoke(person.id(), id)
                .filter(revoked -> revoked)
                .flatMap(_ -> audit.record(Event.API_KEY_REVOKED, person.id(), Visitor.of(exchange)))
                .thenReturn(SeeOther.to(PAGE + "?news=revoked"));
    }

    private Mono<Rendering> refusal(Person person, Form form, ServerWebExchange exchange, String why) {
        var problems = new Problems().add("name", words.say(Visitor.of(exchange).locale(), why, ApiKeys.MOST));
        return page(person, HttpStatus.UNPROCESSABLE_CONTENT)
                .map(page -> page.modelAttribute("form", form)
                        .modelAttribute("problems", problems)
                        .build());
    }

    private Mono<Rendering.Builder<?>> page(Person person, HttpStatus status) {
        return keys.of(person.id())
                .collectList()
                .map(all -> Rendering.view("storefront/account/keys")
                        .modelAttribute("keys", all)
                        .modelAttribute("full", all.size() >= ApiKeys.MOST)
                        .modelAttribute("form", new Form(""))
                        .modelAttribute("problems", new Problems())
                        .modelAttribute("zone", ZoneOffset.UTC)
                        .status(status));
    }
}
