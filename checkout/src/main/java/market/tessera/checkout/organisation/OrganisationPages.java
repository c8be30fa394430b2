package market.tessera.checkout.organisation;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.desk.Csv;
import market.tessera.checkout.organisation.HandingOut.Faulty;
import market.tessera.checkout.organisation.HandingOut.Invited;
import market.tessera.checkout.organisation.HandingOut.Nobody;
import market.tessera.checkout.organisation.HandingOut.TooFew;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.Throttle;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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

/** Where an organisation hands out what it has bought, and sees who has taken it up. */
@Controller
@RequestMapping("/orders/organisation")
class OrganisationPages {
    private static final String ONE = "/{id:[0-9a-f]{8}-[0-9a-f-]{27}}";
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_LIST = 50_000;
    /** A place can be taken back and offered to somebody else again and again. */
    private static final int LISTS_PER_HOUR = 30;

    private final Organisations organisations;
    private final ShowOrganisation show;
    private final HandOut handOut;
    private final Throttle throttle;

    OrganisationPages(Organisations organisations, ShowOrganisation show, HandOut handOut, Throttle throttle) {
        this.throttle = throttle;
        this.organisations = organisations;
        this.show = show;
        this.handOut = handOut;
    }

    record FoundingForm(@Nullable String name) {}

    @GetMapping
    Mono<Rendering> mine(@AuthenticationPrincipal Person person, ServerWebExchange exchange) {
        noStore(exchange);
        return mine(person, "", "");
    }

    @PostMapping
    Mono<Rendering> found(@ModelAttribute FoundingForm form, @AuthenticationPrincipal Person person) {
        var name = form.name() == null ? "" : form.name().strip();
        return name.isEmpty() || name.length() > LONGEST_NAME
                ? mine(person, name, "missing")
                : organisations
                        .found(name, person)
                        .map(id -> OrganisationActions.to(id, "founded"))
                        .switchIfEmpty(Mono.defer(() -> mine(person, name, "known")));
    }

    /** @param done key of what was just done; {@code people} says with how many */
    @GetMapping(ONE)
    Mono<Rendering> one(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String done,
            @RequestParam(defaultValue = "0") int people,
            @AuthenticationPrincipal Person person,
            ServerWebExchange exchange) {
        noStore(exchange);
        return show.member(id, person)
                .flatMap(show::of)
                .map(dashboard -> page(
                        dashboard,
                        HttpStatus.OK,
                        Done.known(done) ? Map.of("done", done, "people", people) : Map.of()));
    }

    /** Everything as a file, with as much of it as the page has. */
    @GetMapping(ONE + "/places.csv")
    Mono<ResponseEntity<String>> file(@PathVariable UUID id, @AuthenticationPrincipal Person person) {
        return show.manager(id, person)
                .flatMap(show::places)
                .map(places -> Csv.file(
                        "tessera-places.csv", PlacesFile.HEAD, places.stream().map(PlacesFile::row)));
    }

    record ListForm(@Nullable String addresses) {}

    @PostMapping(ONE + "/intakes/{intake}/invitations")
    Mono<Rendering> invite(
            @PathVariable UUID id,
            @PathVariable UUID intake,
            @ModelAttribute ListForm form,
            @AuthenticationPrincipal Person person,
            Locale locale) {
        var typed = form.addresses() == null ? "" : form.addresses();
        return show.manager(id, person)
                .flatMap(member -> typed.length() > LONGEST_LIST
                        ? again(member, intake, typed, Map.of("tooLong", true))
                        : invite(member, intake, typed, person, locale));
    }

    private Mono<Rendering> invite(Membership member, UUID intake, String list, Person person, Locale locale) {
        return throttle.take("organisation:lists", person.id().toString(), LISTS_PER_HOUR)
                .flatMap(free -> free
                        ? handOut.invite(member.organisation(), intake, list, locale)
                                .flatMap(outcome -> answer(outcome, member, intake, list))
                        : Mono.just(OrganisationActions.to(member.organisation(), "not-asked-too-many")));
    }

    private Mono<Rendering> answer(HandingOut outcome, Membership member, UUID intake, String typed) {
        return switch (outcome) {
            case Invited(var people) ->
                Mono.just(OrganisationActions.to(member.organisation(), "invited&people=" + people));
            case Faulty(var faults) -> again(member, intake, typed, Map.of("faults", faults));
            case TooFew(var free) -> again(member, intake, typed, Map.of("tooFew", free));
            case Nobody() -> again(member, intake, typed, Map.of("nobody", true));
        };
    }

    /** The page anew with what was typed; nothing was sent. */
    private Mono<Rendering> again(Membership member, UUID intake, String typed, Map<String, ?> wrong) {
        return show.of(member)
                .map(dashboard -> Rendering.view("checkout/organisation")
                        .status(HttpStatus.UNPROCESSABLE_CONTENT)
                        .modelAttribute("dashboard", dashboard)
                        .modelAttribute("typedFor", intake)
                        .modelAttribute("typed", typed)
                        .model(wrong)
                        .build());
    }

    /** @param wrong with the name: the last part of the key of its words; empty if nothing is */
    private Mono<Rendering> mine(Person person, String name, String wrong) {
        return organisations
                .memberships(person.id())
                .collectList()
                .map(found -> Rendering.view("checkout/organisations")
                        .status(wrong.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                        .modelAttribute("memberships", found)
                        .modelAttribute("name", name)
                        .model(wrong.isEmpty() ? Map.of() : Map.of("wrong", wrong))
                        .build());
    }

    private static Rendering page(Dashboard dashboard, HttpStatus status, Map<String, ?> more) {
        return Rendering.view("checkout/organisation")
                .status(status)
                .modelAttribute("dashboard", dashboard)
                .model(more)
                .build();
    }

    private static void noStore(ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
    }
}
