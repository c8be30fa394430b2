package market.tessera.checkout.payee;

import static market.tessera.platform.problem.Missing.notFound;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.desk.DeskTabs;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
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

/** Who is paid on what terms; for the operator. */
@Controller
class TermsDesk {
    private static final String PAYEES = "/checkout/desk/payees";
    private static final int LONGEST_QUESTION = 200;

    private final Payees payees;
    private final DeskTabs tabs;

    TermsDesk(Payees payees, DeskTabs tabs) {
        this.payees = payees;
        this.tabs = tabs;
    }

    record TermsForm(
            @Nullable String commission,
            @Nullable String holdback,
            @Nullable String find) {}

    /** @param done {@code agreed} or {@code wrong} after terms were sent */
    @GetMapping(PAYEES)
    Mono<Rendering> show(
            @RequestParam(defaultValue = "") String find,
            @RequestParam(defaultValue = "") String done,
            @AuthenticationPrincipal Person person,
            Locale locale,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        var asked = find.substring(0, Math.min(find.length(), LONGEST_QUESTION));
        return Mono.zip(payees.search(asked).collectList(), tabs.of("payees", DeskScope.ofOperator(person), locale))
                .map(found -> Rendering.view("checkout/desk-payees")
                        .modelAttribute("payees", found.getT1())
                        .modelAttribute("tabs", found.getT2())
                        .modelAttribute("question", asked)
                        .modelAttribute("done", done)
                        .modelAttribute("cut", found.getT1().size() == Payees.MOST)
                        .build());
    }

    @PostMapping(PAYEES + "/{provider}")
    Mono<Rendering> agree(
            @PathVariable UUID provider, @ModelAttribute TermsForm form, @AuthenticationPrincipal Person person) {
        DeskScope.ofOperator(person);
        return Terms.read(form.commission(), form.holdback())
                .map(terms -> payees.agree(provider, terms, person.email())
                        .filter(known -> known)
                        .switchIfEmpty(notFound())
                        .thenReturn(to(form, "agreed")))
                .orElseGet(() -> Mono.just(to(form, "wrong")));
    }

    private static Rendering to(TermsForm form, String done) {
        var find = URLEncoder.encode(form.find() == null ? "" : form.find(), StandardCharsets.UTF_8);
        return SeeOther.to("%s?find=%s&done=%s".formatted(PAYEES, find, done));
    }
}
