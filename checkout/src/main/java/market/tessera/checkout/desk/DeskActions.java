package market.tessera.checkout.desk;

import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.badge.RevokeBadge;
import market.tessera.checkout.handoff.RetryHandoff;
import market.tessera.checkout.order.Payments;
import market.tessera.checkout.refund.Refund.Reason;
import market.tessera.checkout.refund.RefundRequest;
import market.tessera.checkout.refund.Refunding.Agreed;
import market.tessera.checkout.refund.Refunding.Refused;
import market.tessera.checkout.refund.RequestRefund;
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

/** What can be done to an order at the desk. Everything is the same command that webhook, janitor and buyer use, so pressing twice does it once. */
@Controller
@RequestMapping("/checkout/desk/orders/{id}")
class DeskActions {
    private static final int LONGEST_REASON = 500;

    private final FindFile files;
    private final RequestRefund refunds;
    private final Payments payments;
    private final RetryHandoff handoffs;
    private final RevokeBadge badges;

    DeskActions(FindFile files, RequestRefund refunds, Payments payments, RetryHandoff handoffs, RevokeBadge badges) {
        this.files = files;
        this.refunds = refunds;
        this.payments = payments;
        this.handoffs = handoffs;
        this.badges = badges;
    }

    record RefundForm(
            @Nullable Set<UUID> line,
            @Nullable Reason reason,
            @Nullable String note) {}

    record RevocationForm(@Nullable String reason) {}

    @PostMapping("/refund")
    Mono<Rendering> refund(
            @PathVariable UUID id, @ModelAttribute RefundForm form, @AuthenticationPrincipal Person person) {
        return file(id, person)
                .flatMap(file -> refunds.request(asked(file, form, person)))
                .map(outcome -> switch (outcome) {
                    case Agreed _ -> Done.REFUNDED;
                    case Refused(var why) -> Done.valueOf("REFUSED_" + why.name());
                })
                .map(done -> to(id, done));
    }

    @PostMapping("/refunds/{refund}/again")
    Mono<Rendering> sendAgain(
            @PathVariable UUID id, @PathVariable UUID refund, @AuthenticationPrincipal Person person) {
        return file(id, person)
                .filter(file -> file.refund(refund).isPresent())
                .switchIfEmpty(notFound())
                .flatMap(_ -> refunds.again(refund))
                .map(sent -> to(id, sent ? Done.SENT_AGAIN : Done.NOT_FAILED));
    }

    /** Asks the payment company what has become of the payment; the operator alone, for it is all providers' money. */
    @PostMapping("/settlement")
    Mono<Rendering> settle(@PathVariable UUID id, @AuthenticationPrincipal Person person) {
        DeskScope.ofOperator(person);
        return file(id, person).flatMap(_ -> payments.refresh(id)).thenReturn(to(id, Done.SETTLED));
    }

    @PostMapping("/handoffs/{enrollment}")
    Mono<Rendering> handOver(
            @PathVariable UUID id, @PathVariable UUID enrollment, @AuthenticationPrincipal Person person) {
        return file(id, person)
                .filter(file -> file.hasEnrollment(enrollment))
                .switchIfEmpty(notFound())
                .flatMap(_ -> handoffs.retry(enrollment))
                .map(due -> to(id, due ? Done.HANDED_OVER : Done.NOTHING_TO_HAND_OVER));
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
                        ? Mono.just(to(id, Done.NO_REASON))
                        : badges.revokeForGood(badge, reason.substring(0, Math.min(reason.length(), LONGEST_REASON)))
                                .thenReturn(to(id, Done.REVOKED)));
    }

    private Mono<DeskFile> file(UUID id, Person person) {
        return Mono.defer(() -> files.find(id, DeskScope.of(person)));
    }

    /** Lines out of scope are left out, whatever was sent. */
    private static RefundRequest asked(DeskFile file, RefundForm form, Person person) {
        return new RefundRequest(
                file.order().id(),
                file.chosen(form.line() == null ? Set.of() : form.line()),
                DeskScope.of(person).requester(),
                person.email(),
                form.reason() == null ? Reason.GOODWILL : form.reason(),
                form.note() == null ? "" : form.note());
    }

    private static Mono<DeskFile> notFound() {
        return Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Rendering to(UUID id, Done done) {
        return Rendering.redirectTo("/checkout/desk/orders/%s?done=%s".formatted(id, done.key()))
                .status(HttpStatus.SEE_OTHER)
                .build();
    }
}
