package market.tessera.checkout.organisation;

import java.util.UUID;
import market.tessera.checkout.link.SealedLinks;
import market.tessera.checkout.link.SealedLinks.Purpose;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** What learners decide for themselves: what an organisation sees of them, and whether they act for it. */
@Controller
class OwnPlaces {
    private static final String MEMBERSHIP = "/orders/organisation/membership/{name:[A-Za-z0-9_-]{20,100}}";

    private final Sponsored sponsored;
    private final OrganisationMembers members;
    private final SealedLinks links;

    OwnPlaces(Sponsored sponsored, OrganisationMembers members, SealedLinks links) {
        this.sponsored = sponsored;
        this.members = members;
        this.links = links;
    }

    record SharedForm(@Nullable Boolean shared) {}

    @PostMapping("/learning/sharing/{line}")
    Mono<Rendering> share(
            @PathVariable UUID line, @ModelAttribute SharedForm form, @AuthenticationPrincipal Person person) {
        return sponsored
                .share(person.id(), line, Boolean.TRUE.equals(form.shared()))
                .thenReturn(SeeOther.to("/learning"));
    }

    @GetMapping(MEMBERSHIP)
    Mono<Rendering> show(@PathVariable String name) {
        return find(name)
                .map(invitee -> Rendering.view("checkout/membership")
                        .modelAttribute("invitee", invitee)
                        .modelAttribute("name", name)
                        .build())
                .defaultIfEmpty(gone());
    }

    @PostMapping(MEMBERSHIP)
    Mono<Rendering> accept(@PathVariable String name, @AuthenticationPrincipal Person person) {
        return find(name)
                .flatMap(invitee -> members.accept(invitee, person)
                        .filter(accepted -> accepted)
                        .map(_ -> SeeOther.to("/orders/organisation/" + invitee.organisation())))
                .defaultIfEmpty(gone());
    }

    private Mono<OrganisationMembers.Invitee> find(String name) {
        return Mono.justOrEmpty(links.open(Purpose.MEMBERSHIP, name)).flatMap(members::invitee);
    }

    private static Rendering gone() {
        return Rendering.view("checkout/word")
                .status(HttpStatus.GONE)
                .modelAttribute("words", "takeUp.gone")
                .modelAttribute("onward", "/learning")
                .build();
    }
}
