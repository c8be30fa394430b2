package market.tessera.platform.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.Shell.Area;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.reactive.result.view.CsrfRequestDataValueProcessor;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Puts the shell and the CSRF token into the model of every page. */
@ControllerAdvice(annotations = Controller.class)
final class PageModel {
    /** Set by checkout beside the basket itself, so that every application can show the number without asking. */
    static final String BASKET_COUNT_COOKIE = "tessera_basket_count";

    @ModelAttribute(CsrfRequestDataValueProcessor.DEFAULT_CSRF_ATTR_NAME)
    Mono<CsrfToken> csrf(ServerWebExchange exchange) {
        Mono<CsrfToken> token = exchange.getAttribute(CsrfToken.class.getName());
        return token == null ? Mono.empty() : token;
    }

    @ModelAttribute("shell")
    Mono<Shell> shell(ServerWebExchange exchange, Locale locale) {
        return ReactiveSecurityContextHolder.getContext()
                .map(SecurityContext::getAuthentication)
                .map(PageModel::person)
                .defaultIfEmpty(Optional.empty())
                .map(person -> shell(exchange, person.orElse(null), locale));
    }

    private static Optional<Person> person(@Nullable Authentication authentication) {
        return authentication != null && authentication.getPrincipal() instanceof Person person
                ? Optional.of(person)
                : Optional.empty();
    }

    private static Shell shell(ServerWebExchange exchange, @Nullable Person person, Locale locale) {
        return new Shell(
                exchange.getRequest().getPath().value(),
                person != null,
                person == null ? null : person.name(),
                basketCount(exchange),
                person != null && person.kind() == Person.Kind.STAFF,
                person == null ? List.of() : areas(person),
                locale.toLanguageTag());
    }

    /** In the order of the portal's navigation; nobody is led to a page that refuses them. */
    private static List<Area> areas(Person person) {
        var works = !person.isOperator() || person.grants().size() > 1;
        return Stream.of(
                        Map.entry(Area.ofPortal("providers"), person.isOperator()),
                        Map.entry(Area.ofPortal("offerings"), works),
                        Map.entry(Area.ofPortal("needs"), works),
                        Map.entry(Area.ofPortal("reviews"), works),
                        Map.entry(Area.ofPortal("enrollments"), person.holdsAny("author", "finance", "administrator")),
                        Map.entry(Area.ofPortal("imports"), person.holdsAny("author", "administrator")),
                        Map.entry(Area.ofPortal("insight"), works),
                        Map.entry(
                                new Area("feedback", "/checkout/feedback"),
                                person.isOperator() || person.holdsAny("author", "reviewer", "administrator")),
                        Map.entry(new Area("orders", "/checkout/desk"), person.handlesMoney()),
                        Map.entry(
                                new Area("connections", "/checkout/connections"),
                                person.isOperator() || person.holdsAny("administrator")))
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static int basketCount(ServerWebExchange exchange) {
        var cookie = exchange.getRequest().getCookies().getFirst(BASKET_COUNT_COOKIE);
        return cookie != null && cookie.getValue().matches("\\d{1,3}") ? Integer.parseInt(cookie.getValue()) : 0;
    }
}
