package market.tessera.checkout.orderfile;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.Locale;
import java.util.UUID;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.orderfile.OrderPage.TypedNote;
import market.tessera.checkout.refund.DeclineWish;
import market.tessera.platform.identity.Person;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Where an institution declines to give money back past its terms. That it gives it back is a refund like any other. */
@Controller
class WishDesk {
    private final FindFile files;
    private final DeclineWish decline;
    private final OrderPage page;

    WishDesk(FindFile files, DeclineWish decline, OrderPage page) {
        this.files = files;
        this.decline = decline;
        this.page = page;
    }

    @PostMapping("/checkout/desk/orders/{id}/wishes/{wish}/refusal")
    Mono<Rendering> decline(
            @PathVariable UUID id,
            @PathVariable UUID wish,
            @ModelAttribute NoteForm form,
            @AuthenticationPrincipal Person person,
            Locale locale) {
        var scope = DeskScope.of(person);
        return files.find(id, scope)
                .filter(file -> file.hasWish(wish))
                .switchIfEmpty(notFound())
                .flatMap(file -> form.isWhole()
                        ? decline.decline(file.order(), wish, file.lineIds(), form.given(), person.email())
                                .map(declined -> (declined ? Done.DECLINED : Done.ANSWERED_BEFORE).at(id))
                        : Mono.just(page.of(
                                file,
                                scope,
                                new TypedNote(wish.toString(), form.given(), "desk.wishes.wrong"),
                                locale)));
    }
}
