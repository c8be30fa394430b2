package market.tessera.checkout.connecting;

import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.endorsement.Endorse;
import market.tessera.checkout.endorsement.Endorsements;
import market.tessera.checkout.offer.Offer.Seller;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where institutions ask each other to vouch for what they award, and answer. */
@Controller
@RequestMapping("/checkout/connections/{provider}/endorsements")
class EndorsementsPage {
    private static final int LONGEST = 500;
    private static final Set<String> TOLD =
            Set.of("asked", "notAsked", "takenBack", "given", "declined", "withdrawn", "gone");

    private final ConnectionAccess access;
    private final EndorsementChoices choices;
    private final Endorsements endorsements;
    private final Endorse endorse;

    EndorsementsPage(ConnectionAccess access, EndorsementChoices choices, Endorsements endorsements, Endorse endorse) {
        this.access = access;
        this.choices = choices;
        this.endorsements = endorsements;
        this.endorse = endorse;
    }

    /**
     * What is asked, and of whom.
     *
     * @param award an offering or a pathway
     */
    record AskForm(
            @Nullable UUID award,
            @Nullable UUID endorser,
            @Nullable String note) {
        static final AskForm EMPTY = new AskForm(null, null, null);

        String said() {
            return note == null ? "" : note.strip();
        }

        boolean isComplete() {
            return award != null && endorser != null && said().length() <= LONGEST;
        }
    }

    /** What an institution answers. */
    record AnswerForm(@Nullable String comment, @Nullable String answer) {
        String said() {
            return comment == null ? "" : comment.strip();
        }

        boolean isComplete() {
            return !said().isEmpty() && said().length() <= LONGEST;
        }
    }

    /**
     * What a page says beside its lists.
     *
     * @param done what has just been done; empty if nothing
     * @param asking what was typed and cannot be asked so
     * @param unanswered which one was answered without saying why
     */
    record Said(
            String done,
            AskForm asking,
            @Nullable UUID unanswered,
            @Nullable String comment) {
        static Said done(String done) {
            return new Said(TOLD.contains(done) ? done : "", AskForm.EMPTY, null, null);
        }
    }

    @GetMapping
    Mono<Rendering> show(
            @PathVariable UUID provider,
            @RequestParam(defaultValue = "") String done,
            @AuthenticationPrincipal Person person,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return access.provider(person, provider).flatMap(found -> page(found, Said.done(done)));
    }

    @PostMapping
    Mono<Rendering> ask(
            @PathVariable UUID provider, @ModelAttribute AskForm form, @AuthenticationPrincipal Person person) {
        var award = form.award();
        var endorser = form.endorser();
        return access.provider(person, provider)
                .flatMap(found -> award == null || endorser == null || !form.isComplete()
                        ? page(found, new Said("incomplete", form, null, null))
                        : endorse.ask(provider, award, endorser, form.said(), person.email())
                                .map(asked -> to(provider, asked ? "asked" : "notAsked")));
    }

    /** The other institution is no longer asked. */
    @PostMapping("/{endorsement}/back")
    Mono<Rendering> takeBack(
            @PathVariable UUID provider, @PathVariable UUID endorsement, @AuthenticationPrincipal Person person) {
        return access.provider(person, provider)
                .flatMap(_ -> endorse.takeBack(endorsement, provider))
                .map(taken -> to(provider, taken ? "takenBack" : "gone"));
    }

    @PostMapping("/{endorsement}/answer")
    Mono<Rendering> answer(
            @PathVariable UUID provider,
            @PathVariable UUID endorsement,
            @ModelAttribute AnswerForm form,
            @AuthenticationPrincipal Person person) {
        return access.provider(person, provider).flatMap(found -> {
            if (!"give".equals(form.answer())) {
                return endorse.decline(endorsement, provider, person.email())
                        .map(declined -> to(provider, declined ? "declined" : "gone"));
            }
            return form.isComplete()
                    ? endorse.give(endorsement, provider, form.said(), person.email())
                            .map(given -> to(provider, given ? "given" : "gone"))
                    : page(found, new Said("unsaid", AskForm.EMPTY, endorsement, form.said()));
        });
    }

    @PostMapping("/{endorsement}/withdrawal")
    Mono<Rendering> withdraw(
            @PathVariable UUID provider, @PathVariable UUID endorsement, @AuthenticationPrincipal Person person) {
        return access.provider(person, provider)
                .flatMap(_ -> endorse.withdraw(endorsement, provider))
                .map(withdrawn -> to(provider, withdrawn ? "withdrawn" : "gone"));
    }

    private Mono<Rendering> page(Seller provider, Said said) {
        return Mono.zip(
                        endorsements.askedBy(provider.id()).collectList(),
                        endorsements.askedOf(provider.id()).collectList(),
                        choices.of(provider.id()))
                .map(found -> Rendering.view("checkout/endorsements")
                        .status(
                                said.done().equals("incomplete") || said.done().equals("unsaid")
                                        ? HttpStatus.UNPROCESSABLE_CONTENT
                                        : HttpStatus.OK)
                        .modelAttribute("provider", provider)
                        .modelAttribute("askedBy", found.getT1())
                        .modelAttribute("askedOf", found.getT2())
                        .modelAttribute("choices", found.getT3())
                        .modelAttribute("said", said)
                        .build());
    }

    private static Rendering to(UUID provider, String done) {
        return SeeOther.to("/checkout/connections/%s/endorsements?done=%s".formatted(provider, done));
    }
}
