package market.tessera.checkout.books;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.checkout.balance.BalanceMovement.Account;
import market.tessera.checkout.balance.BalanceMovements;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.desk.DeskTabs;
import market.tessera.checkout.reconciliation.Reconcile;
import market.tessera.checkout.reconciliation.Reconciliations;
import market.tessera.checkout.stripe.StripeFailure;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where our books and Stripe's differ, and what has moved the balance for a reason that a person has to say; for the operator. */
@Controller
class BooksPage {
    private static final Logger LOG = LoggerFactory.getLogger(BooksPage.class);
    private static final String BOOKS = "/checkout/desk/books";
    private static final int LONGEST_REASON = 500;
    private static final String NOTHING = "NONE";
    private static final List<String> ACCOUNTS = Stream.concat(
                    Arrays.stream(Account.values()).map(Account::name), Stream.of(NOTHING))
            .toList();

    private final Reconciliations reconciliations;
    private final BalanceMovements movements;
    private final Reconcile reconcile;
    private final DeskTabs tabs;

    BooksPage(Reconciliations reconciliations, BalanceMovements movements, Reconcile reconcile, DeskTabs tabs) {
        this.reconciliations = reconciliations;
        this.movements = movements;
        this.reconcile = reconcile;
        this.tabs = tabs;
    }

    /**
     * What a movement was.
     *
     * @param account that it is booked against, or {@code NONE}
     */
    record Explanation(@Nullable String account, @Nullable String reason) {
        String givenReason() {
            return reason == null ? "" : reason.strip();
        }

        Optional<Account> against() {
            return Arrays.stream(Account.values())
                    .filter(known -> known.name().equals(account))
                    .findFirst();
        }

        boolean isWhole() {
            return !givenReason().isEmpty()
                    && givenReason().length() <= LONGEST_REASON
                    && account != null
                    && ACCOUNTS.contains(account);
        }
    }

    /** What was typed for one of them, and was not enough. */
    record Unfinished(String movement, String account, String reason) {}

    /** @param done how an attempt to explain a movement ended: the last part of the key of its words */
    @GetMapping(BOOKS)
    Mono<Rendering> show(
            @RequestParam(defaultValue = "") String done,
            @AuthenticationPrincipal Person person,
            Locale locale,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return page(
                HttpStatus.OK,
                done.matches("explained|changed") ? Map.of("done", done) : Map.of(),
                DeskScope.ofOperator(person),
                locale);
    }

    @PostMapping(BOOKS)
    Mono<Rendering> compare(@AuthenticationPrincipal Person person, Locale locale) {
        var scope = DeskScope.ofOperator(person);
        return reconcile
                .lately()
                .thenReturn(to(""))
                .onErrorResume(StripeFailure.class, failure -> unanswered(failure, scope, locale));
    }

    private Mono<Rendering> unanswered(StripeFailure failure, DeskScope scope, Locale locale) {
        LOG.warn("The books could not be compared: {}", failure.getMessage());
        return page(HttpStatus.SERVICE_UNAVAILABLE, Map.of("done", "unanswered"), scope, locale);
    }

    @PostMapping(BOOKS + "/movements/{movement}")
    Mono<Rendering> explain(
            @PathVariable String movement,
            @ModelAttribute Explanation said,
            @AuthenticationPrincipal Person person,
            Locale locale) {
        var scope = DeskScope.ofOperator(person);
        if (!said.isWhole()) {
            var typed = new Unfinished(movement, Objects.requireNonNullElse(said.account(), ""), said.givenReason());
            return page(HttpStatus.UNPROCESSABLE_CONTENT, Map.of("unfinished", typed), scope, locale);
        }
        return movements
                .resolve(movement, said.against().orElse(null), said.givenReason(), person.email())
                .map(resolved -> to(resolved ? "?done=explained" : "?done=changed"));
    }

    private Mono<Rendering> page(HttpStatus status, Map<String, Object> words, DeskScope scope, Locale locale) {
        return Mono.zip(
                        tabs.of("books", scope, locale),
                        reconciliations.newest().singleOptional(),
                        movements.open().collectList(),
                        movements.resolvedLately().collectList())
                .map(found -> Rendering.view("checkout/desk-books")
                        .status(status)
                        .modelAttribute("tabs", found.getT1())
                        .model(found.getT2()
                                .map(newest -> Map.of("books", newest))
                                .orElse(Map.of()))
                        .modelAttribute("accounts", ACCOUNTS)
                        .modelAttribute("open", found.getT3())
                        .modelAttribute("resolved", found.getT4())
                        .model(words)
                        .build());
    }

    private static Rendering to(String done) {
        return SeeOther.to(BOOKS + done);
    }
}
