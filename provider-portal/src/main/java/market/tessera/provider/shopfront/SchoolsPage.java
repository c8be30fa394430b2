package market.tessera.provider.shopfront;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.provider.Affiliations;
import market.tessera.provider.provider.Affiliations.School;
import market.tessera.provider.provider.Provider;
import market.tessera.provider.provider.Providers;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import market.tessera.provider.tenancy.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Where an institution says that it is a school of another, and a university which schools are its own. */
@Controller
@RequestMapping("/portal/settings/{provider}/schools")
class SchoolsPage {
    private static final Set<String> DONE = Set.of("asked", "ended", "confirmed");

    private final Providers providers;
    private final Affiliations affiliations;
    private final AskUniversity askUniversity;

    SchoolsPage(Providers providers, Affiliations affiliations, AskUniversity askUniversity) {
        this.providers = providers;
        this.affiliations = affiliations;
        this.askUniversity = askUniversity;
    }

    @GetMapping
    Mono<Rendering> show(
            ProviderScope scope, @PathVariable UUID provider, @RequestParam(defaultValue = "") String done) {
        scope.require(provider, Role.ADMINISTRATOR);
        return page(provider, DONE.contains(done) ? done : "", "", "");
    }

    @PostMapping
    Mono<Rendering> ask(ProviderScope scope, @PathVariable UUID provider, @ModelAttribute Question question) {
        scope.require(provider, Role.ADMINISTRATOR);
        return Tenants.unbound(askUniversity
                        .ask(provider, question.slug())
                        .map(asked -> asked ? "" : "chain")
                        .defaultIfEmpty("unknown"))
                .flatMap(mistake -> mistake.isEmpty()
                        ? Mono.just(to(provider, "asked"))
                        : page(provider, "", question.typed(), mistake));
    }

    @PostMapping("/leave")
    Mono<Rendering> leave(ProviderScope scope, @PathVariable UUID provider) {
        scope.require(provider, Role.ADMINISTRATOR);
        return Tenants.unbound(providers
                        .find(provider)
                        .mapNotNull(Provider::partOf)
                        .flatMap(university -> affiliations.end(provider, university.id())))
                .thenReturn(to(provider, "ended"));
    }

    @PostMapping("/{school}/confirm")
    Mono<Rendering> confirm(ProviderScope scope, @PathVariable UUID provider, @PathVariable UUID school) {
        scope.require(provider, Role.ADMINISTRATOR);
        return Tenants.unbound(affiliations.confirm(school, provider)).thenReturn(to(provider, "confirmed"));
    }

    @PostMapping("/{school}/end")
    Mono<Rendering> end(ProviderScope scope, @PathVariable UUID provider, @PathVariable UUID school) {
        scope.require(provider, Role.ADMINISTRATOR);
        return Tenants.unbound(affiliations.end(school, provider)).thenReturn(to(provider, "ended"));
    }

    private Mono<Rendering> page(UUID id, String done, String address, String mistake) {
        return Tenants.unbound(Mono.zip(
                        providers.find(id),
                        affiliations.of(id).collectList(),
                        university(id).defaultIfEmpty("")))
                .map(found -> page(found.getT1(), found.getT2(), done, address, mistake)
                        .modelAttribute("university", found.getT3())
                        .build());
    }

    /** What the university is called, whose school it is or asks to be. */
    private Mono<String> university(UUID school) {
        return providers
                .find(school)
                .mapNotNull(Provider::partOf)
                .flatMap(partOf -> providers.find(partOf.id()))
                .map(university -> university.profile().name());
    }

    private static Rendering.Builder<?> page(
            Provider provider, List<School> schools, String done, String address, String mistake) {
        return Rendering.view("provider-portal/schools")
                .status(mistake.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .modelAttribute("provider", provider)
                .modelAttribute("schools", schools)
                .modelAttribute("done", done)
                .modelAttribute("address", address)
                .modelAttribute("mistake", mistake);
    }

    private static Rendering to(UUID provider, String done) {
        return SeeOther.to("/portal/settings/%s/schools?done=%s".formatted(provider, done));
    }

    /** @param address of the university's page, whole or its last part */
    record Question(@Nullable String address) {
        String typed() {
            return address == null ? "" : address.strip();
        }

        String slug() {
            var path =
                    typed().toLowerCase(Locale.ROOT).replaceFirst("[?#].*$", "").replaceFirst("/+$", "");
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }
}
