package market.tessera.checkout.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.checkout.launch.Authorization.Granted;
import market.tessera.checkout.launch.Authorization.Refused;
import market.tessera.checkout.launch.LaunchStart.Begun;
import market.tessera.checkout.launch.LaunchStart.NotFound;
import market.tessera.checkout.launch.LaunchStart.NotOpen;
import market.tessera.checkout.launch.LaunchStart.TooMany;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A launch as the browser sees it: off to the tool, back for the token, and to the tool again. */
@Controller
class LaunchPages {
    private final StartLaunch start;
    private final Authorize authorize;
    private final SecureRandom random = new SecureRandom();

    LaunchPages(StartLaunch start, Authorize authorize) {
        this.start = start;
        this.authorize = authorize;
    }

    @GetMapping("/lti/launch/{enrollment}")
    Mono<Rendering> launch(@PathVariable UUID enrollment, @AuthenticationPrincipal Person learner) {
        return start.start(enrollment, learner).map(LaunchPages::page);
    }

    @GetMapping("/lti/authorize")
    Mono<Rendering> authorize(
            @RequestParam MultiValueMap<String, String> parameters,
            @AuthenticationPrincipal @Nullable Person learner,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return authorize
                .authorize(AuthorizationRequest.of(parameters), learner, exchange.getRequest())
                .map(answer -> page(answer, exchange));
    }

    /** Tools may post as well. A post from another site comes without the session's cookie, a redirect to the same place with it. */
    @PostMapping("/lti/authorize")
    Mono<Rendering> authorizeByPost(ServerWebExchange exchange) {
        return exchange.getFormData().map(form -> SeeOther.to("/lti/authorize?" + query(form)));
    }

    /** Escaped as forms are: a plus in a state is no space. */
    private static String query(MultiValueMap<String, String> form) {
        return form.asSingleValueMap().entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(@Nullable String text) {
        return URLEncoder.encode(Objects.requireNonNullElse(text, ""), UTF_8);
    }

    private static Rendering page(LaunchStart start) {
        return switch (start) {
            case Begun(var login) ->
                Rendering.redirectTo(login.toString()).status(HttpStatus.FOUND).build();
            case NotOpen() ->
                Rendering.view("checkout/launch-refused")
                        .modelAttribute("reason", "not-open")
                        .status(HttpStatus.CONFLICT)
                        .build();
            case TooMany() ->
                Rendering.view("checkout/launch-refused")
                        .modelAttribute("reason", "too-many")
                        .status(HttpStatus.TOO_MANY_REQUESTS)
                        .build();
            case NotFound() -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }

    private Rendering page(Authorization answer, ServerWebExchange exchange) {
        return switch (answer) {
            case Granted granted -> form(granted, exchange);
            case Refused(var reason) ->
                Rendering.view("checkout/launch-refused")
                        .modelAttribute("reason", reason.key())
                        .status(HttpStatus.BAD_REQUEST)
                        .build();
        };
    }

    private Rendering form(Granted granted, ServerWebExchange exchange) {
        var nonce = nonce();
        exchange.getResponse().getHeaders().set("Content-Security-Policy", contentPolicy(granted, nonce));
        return Rendering.view("checkout/launch")
                .modelAttribute("launch", granted)
                .modelAttribute("nonce", nonce)
                .build();
    }

    private static String contentPolicy(Granted granted, String nonce) {
        var tool = granted.tool();
        var targets = Stream.of(tool.redirectUris().stream(), Stream.of(tool.targetLinkUri(), granted.redirectUri()))
                .flatMap(addresses -> addresses)
                .map(LaunchPages::origin)
                .distinct()
                .collect(Collectors.joining(" "));
        return "default-src 'self'; script-src 'self' 'nonce-%s'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' %s"
                .formatted(nonce, targets);
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getAuthority();
    }

    private String nonce() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
