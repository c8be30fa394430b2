package market.tessera.checkout.orderfile;

import java.util.UUID;
import market.tessera.checkout.badge.RevokeBadge;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.handoff.RetryHandoff;
import market.tessera.checkout.order.Payments;
import market.tessera.checkout.transfer.RetryShares;
import market.tessera.platform.identity.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** What can be done to an order at the desk, beside a refund. Everything is the same command that webhook, janitor and buyer use, so pressing twice does it once. */
@Controller
@RequestMapping("/checkout/desk/orders/{id}")
class DeskActions {
    private static final int LONGEST_REASON = 500;

    private final FindFile files;
    private final Payments payments;
    private final RetryHandoff handoffs;
    private final RevokeBadge badges;
    private final RetryShares shares;

    DeskActions(FindFile files, Payments payments, RetryShares shares, RetryHandoff handoffs, RevokeBadge badges) {
        this.files = files;
        this.payments = payments;
        this.shares = shares;
        this.handoffs = handoffs;
        this.badges = badges;
    }

    record RevocationForm(@Nullable String reason) {}

    /** Asks the payment company what has become of the payment, and to take the shares that it has refused; the operator alone, for it is all providers' money. */
    @PostMapping("/settlement")
    Mono<Rendering> settle(@PathVariable UUID id, @AuthenticationPrincipal Person person) {
        DeskScope.ofOperator(person);
        return file(id, person)
                .flatMap(_ -> payments.refresh(id).then(Mono.defer(() -> shares.retry(id))))
                .thenReturn(Done.SETTLED.at(id));
    }

    @PostMapping("/handoffs/{enrollment}")
    Mono<Rendering> handOver(
            @PathVariable UUID id, @PathVariable UUID enrollment, @AuthenticationPrincipal Person person) {
        return file(id, person)
                .filter(file -> file.hasEnrollment(enrollment))
                .switchIfEmpty(notFound())
                .flatMap(_ -> handoffs.retry(enrollment))
                .map(due -> (due ? Done.HANDED_OVER : Done.NOTHING_TO_HAND_OVER).at(id));
    }

    @PostMapping("/badges/{badge}/revocation")
    Mono<Rendering> revoke(
            @PathVariable UUID id,
            @PathVariable UUID badge,
            @ModelAttribute RevocationForm form,
            @AuthenticationPrincipal Person person) {
        var reason = form.reason() == null ? "" : form.reason().strip();
        return file(id, person)
                .filter(file -> file.hasBadge(badge))
                .switchIfEmpty(notFound())
                .flatMap(_ -> reason.isEmpty()
                        ? Mono.just(Done.NO_REASON.at(id))
                        : badges.revokeForGood(badge, reason.substring(0, Math.min(reason.length(), LONGEST_REASON)))
                                .thenReturn(Done.REVOKED.at(id)));
    }

    private Mono<DeskFile> file(UUID id, Person person) {
        return Mono.defer(() -> files.find(id, DeskScope.of(person)));
    }

    private static Mono<DeskFile> notFound() {
        return Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
