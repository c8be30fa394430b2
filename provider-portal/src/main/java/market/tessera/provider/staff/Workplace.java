package market.tessera.provider.staff;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import market.tessera.platform.identity.Person;
import market.tessera.provider.staff.Members.Employer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Which of several providers somebody works for now. Lists and new things are then of that one only; a page about one thing, to which a mail may
 * lead, shows it whoever's it is.
 */
@Controller
class Workplace {
    private static final String COOKIE = "tessera_workplace";
    private static final Duration REMEMBERED = Duration.ofDays(90);
    private static final Pattern ABOUT_ONE_THING =
            Pattern.compile(".*/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(/.*|\\..*)?");

    /** What was chosen; null for all. */
    record Choice(@Nullable UUID provider) {}

    @PostMapping("/portal/workplace")
    Mono<Void> choose(@ModelAttribute Choice choice, ServerWebExchange exchange) {
        var chosen = choice.provider();
        var response = exchange.getResponse();
        response.addCookie(ResponseCookie.from(COOKIE, chosen == null ? "" : chosen.toString())
                .httpOnly(true)
                .secure("https".equals(exchange.getRequest().getURI().getScheme()))
                .sameSite("Lax")
                .path("/portal")
                .maxAge(chosen == null ? Duration.ZERO : REMEMBERED)
                .build());
        response.setStatusCode(HttpStatus.SEE_OTHER);
        response.getHeaders().setLocation(URI.create("/portal"));
        return response.setComplete();
    }

    static ProviderScope narrow(ProviderScope scope, ServerHttpRequest request) {
        return ABOUT_ONE_THING.matcher(request.getPath().value()).matches()
                ? scope
                : chosen(request).map(scope::at).orElse(scope);
    }

    private static Optional<UUID> chosen(ServerHttpRequest request) {
        return Optional.ofNullable(request.getCookies().getFirst(COOKIE)).flatMap(cookie -> {
            try {
                return Optional.of(UUID.fromString(cookie.getValue()));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        });
    }

    /**
     * What the frame offers to who works for several.
     *
     * @param chosen name of the one that is looked at; null for all
     */
    record Workplaces(@Nullable String chosen, List<Employer> all) {}

    /** Puts the choice into every page of those who have one. */
    @ControllerAdvice(annotations = Controller.class)
    static final class Choices {
        private final Members members;

        Choices(Members members) {
            this.members = members;
        }

        @ModelAttribute("workplaces")
        Mono<Workplaces> workplaces(@AuthenticationPrincipal @Nullable Person person, ServerWebExchange exchange) {
            var scope = person == null ? null : ProviderScope.of(person);
            return scope == null || scope.providers().length < 2
                    ? Mono.empty()
                    : members.employers(scope).collectList().map(all -> of(all, chosen(exchange.getRequest())));
        }

        private static Workplaces of(List<Employer> all, Optional<UUID> chosen) {
            return new Workplaces(
                    all.stream()
                            .filter(one -> chosen.filter(one.id()::equals).isPresent())
                            .map(Employer::name)
                            .findAny()
                            .orElse(null),
                    all);
        }
    }
}
