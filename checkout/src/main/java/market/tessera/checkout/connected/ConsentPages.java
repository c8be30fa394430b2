package market.tessera.checkout.connected;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import market.tessera.checkout.connected.AppGrants.Grant;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** Where a learner allows an application what it asks for, and ends it again. */
@Controller
class ConsentPages {
    private static final String ADDRESS = "/learning/applications";
    /** SHA-256 in base64url. */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final AppClients clients;
    private final AppGrants grants;

    ConsentPages(AppClients clients, AppGrants grants) {
        this.clients = clients;
        this.grants = grants;
    }

    /** An authorization request (RFC 6749, section 4.1.1), with the challenge of RFC 7636; with an answer, what the learner has decided. */
    record Asked(
            @BindParam("client_id") @Nullable String client,
            @BindParam("redirect_uri") @Nullable String redirectUri,
            @BindParam("response_type") @Nullable String responseType,
            @Nullable String scope,
            @Nullable String state,
            @BindParam("code_challenge") @Nullable String challenge,
            @BindParam("code_challenge_method") @Nullable String method,
            @Nullable String answer) {

        Set<AppScope> scopes() {
            return AppScope.of(scope == null ? "" : scope);
        }

        /** What an application that can be answered has asked wrongly; empty if nothing. */
        String mistake() {
            if (!"code".equals(responseType)) {
                return "unsupported_response_type";
            }
            if (scopes().stream().allMatch(AppScope.OFFLINE::equals)) {
                return "invalid_scope";
            }
            return "S256".equals(method)
                            && challenge != null
                            && CHALLENGE.matcher(challenge).matches()
                    ? ""
                    : "invalid_request";
        }

        /** The registered address as it stands, whatever is written in it. */
        URI back(String name, String value) {
            var address = Objects.requireNonNull(redirectUri);
            return URI.create(address
                    + (address.contains("?") ? "&" : "?")
                    + name + "=" + URLEncoder.encode(value, UTF_8)
                    + (state == null ? "" : "&state=" + URLEncoder.encode(state, UTF_8)));
        }
    }

    @GetMapping(ADDRESS + "/authorize")
    Mono<Rendering> ask(@ModelAttribute Asked asked, ServerWebExchange exchange) {
        return known(asked)
                .map(client ->
                        asked.mistake().isEmpty() ? consent(client, asked, exchange) : refused(client, asked, exchange))
                .defaultIfEmpty(unknown());
    }

    @PostMapping(ADDRESS + "/authorize")
    Mono<Rendering> decide(@ModelAttribute Asked asked, @AuthenticationPrincipal Person learner) {
        return known(asked)
                .filter(_ -> asked.mistake().isEmpty())
                .flatMap(client -> "allow".equals(asked.answer())
                        ? allow(client, asked, learner)
                        : Mono.just(asked.back("error", "access_denied")))
                .map(address -> SeeOther.to(address.toString()))
                .defaultIfEmpty(unknown());
    }

    @GetMapping(ADDRESS)
    Mono<Rendering> connected(@AuthenticationPrincipal Person learner, ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return grants.of(learner.id())
                .collectList()
                .map(found -> Rendering.view("checkout/applications")
                        .modelAttribute("applications", found)
                        .build());
    }

    @PostMapping(ADDRESS + "/{id}/end")
    Mono<Rendering> end(@PathVariable UUID id, @AuthenticationPrincipal Person learner) {
        return grants.endByLearner(id, learner.id()).thenReturn(SeeOther.to(ADDRESS));
    }

    private Mono<URI> allow(AppClient client, Asked asked, Person learner) {
        return grants.agree(
                        new Grant(UUID.randomUUID(), client.id(), learner.id(), asked.scopes()),
                        Objects.requireNonNull(asked.redirectUri()),
                        Objects.requireNonNull(asked.challenge()))
                .map(code -> asked.back("code", code.text()));
    }

    /** Nobody is sent to an address that the application has not registered. */
    private Mono<AppClient> known(Asked asked) {
        return Mono.justOrEmpty(asked.client())
                .flatMap(clients::find)
                .filter(client -> client.redirectUris().contains(asked.redirectUri()));
    }

    /** The answer is a redirect to the application, and browsers ask the page's policy whether its form may end there. */
    private static Rendering consent(AppClient client, Asked asked, ServerWebExchange exchange) {
        var there = there(asked);
        var headers = exchange.getResponse().getHeaders();
        headers.setCacheControl(CacheControl.noStore());
        headers.set(
                "Content-Security-Policy",
                "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none';"
                        + " form-action 'self' "
                        + there);
        return Rendering.view("checkout/consent")
                .modelAttribute("client", client)
                .modelAttribute("asked", asked)
                .modelAttribute("scopes", asked.scopes())
                .modelAttribute("there", there)
                .build();
    }

    /**
     * Nobody is sent on by a mere link to this place: whoever registers an application could lead people from here to any address (RFC 9700, section
     * 4.11.2).
     */
    private static Rendering refused(AppClient client, Asked asked, ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return Rendering.view("checkout/consent-refused")
                .status(HttpStatus.BAD_REQUEST)
                .modelAttribute("client", client)
                .modelAttribute("mistake", asked.mistake())
                .modelAttribute("back", asked.back("error", asked.mistake()))
                .modelAttribute("there", there(asked))
                .build();
    }

    /** Whose address it is. */
    private static String there(Asked asked) {
        return UriComponentsBuilder.fromUri(asked.back("code", ""))
                .replacePath(null)
                .replaceQuery(null)
                .build()
                .toUriString();
    }

    private static Rendering unknown() {
        return Rendering.view("checkout/word")
                .status(HttpStatus.BAD_REQUEST)
                .modelAttribute("words", "consent.unknown")
                .modelAttribute("onward", "/learning")
                .build();
    }
}
