package market.tessera.checkout.orderfile;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.platform.identity.Person;
import org.springframework.http.CacheControl;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** One order with all that has happened to it. */
@Controller
class OrderDesk {
    private final FindFile files;
    private final OrderPage page;

    OrderDesk(FindFile files, OrderPage page) {
        this.files = files;
        this.page = page;
    }

    /** @param done key of what was just done */
    @GetMapping("/checkout/desk/orders/{id}")
    Mono<Rendering> order(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String done,
            @AuthenticationPrincipal Person person,
            Locale locale,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        var scope = DeskScope.of(person);
        return files.find(id, scope).map(file -> page.of(file, scope, done(done), locale));
    }

    private static Optional<Done> done(String key) {
        return Stream.of(Done.values()).filter(known -> known.key().equals(key)).findFirst();
    }
}
