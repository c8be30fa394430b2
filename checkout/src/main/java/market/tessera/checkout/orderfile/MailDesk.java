package market.tessera.checkout.orderfile;

import java.util.UUID;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.platform.identity.Person;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Where the operator has mails of an order sent that were given up: without its receipt a guest has no way to what was bought. */
@Controller
class MailDesk {
    private final FindFile files;
    private final OrderMails mails;

    MailDesk(FindFile files, OrderMails mails) {
        this.files = files;
        this.mails = mails;
    }

    @PostMapping("/checkout/desk/orders/{id}/mails")
    Mono<Rendering> sendAgain(@PathVariable UUID id, @AuthenticationPrincipal Person person) {
        var scope = DeskScope.ofOperator(person);
        return files.find(id, scope)
                .flatMap(_ -> mails.sendAgain(id))
                .map(count -> (count > 0 ? Done.MAILED_AGAIN : Done.NOTHING_TO_MAIL).at(id));
    }
}
