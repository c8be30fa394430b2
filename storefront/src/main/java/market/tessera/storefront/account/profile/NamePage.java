package market.tessera.storefront.account.profile;

import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.PersonName;
import market.tessera.storefront.account.AccountWords;
import market.tessera.storefront.account.Accounts;
import market.tessera.storefront.account.Problems;
import market.tessera.storefront.account.Visitor;
import market.tessera.storefront.account.session.CurrentSession;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Changes the learner's name. Badges that were issued keep the name they were issued to. */
@Controller
class NamePage {
    private final Accounts accounts;
    private final CurrentSession currentSession;
    private final AccountWords words;
    private final TransactionalOperator transaction;

    NamePage(Accounts accounts, CurrentSession currentSession, AccountWords words, TransactionalOperator transaction) {
        this.accounts = accounts;
        this.currentSession = currentSession;
        this.words = words;
        this.transaction = transaction;
    }

    record Form(@Nullable String name) {}

    @GetMapping("/account/name")
    Mono<Rendering> show(@AuthenticationPrincipal Person person) {
        return accounts.byId(person.id()).map(account -> page(new Form(account.name()), new Problems(), HttpStatus.OK));
    }

    @PostMapping("/account/name")
    Mono<Rendering> change(
            @AuthenticationPrincipal Person person, @ModelAttribute Form form, ServerWebExchange exchange) {
        return PersonName.parse(form.name())
                .map(name -> accounts.rename(person.id(), name.text())
                        .as(transaction::transactional)
                        .doOnNext(account -> currentSession.update(exchange, account))
                        .thenReturn(AccountPage.back("name-changed")))
                .orElseGet(() -> Mono.just(page(
                        form,
                        new Problems()
                                .add("name", words.say(Visitor.of(exchange).locale(), "name.wrong")),
                        HttpStatus.UNPROCESSABLE_CONTENT)));
    }

    private static Rendering page(Form form, Problems problems, HttpStatus status) {
        return Rendering.view("storefront/account/name")
                .modelAttribute("form", form)
                .modelAttribute("problems", problems)
                .status(status)
                .build();
    }
}
