package market.tessera.provider.singlesignon;

import java.net.URI;
import java.util.Objects;
import market.tessera.provider.realm.Realm;
import market.tessera.provider.realm.Realms;
import market.tessera.provider.singlesignon.SignInServices.Client;
import market.tessera.provider.singlesignon.SignInServices.Service;
import market.tessera.provider.singlesignon.Visits.Purpose;
import market.tessera.provider.singlesignon.Visits.Secrets;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.server.DefaultServerOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sends people to their institution's sign-in service, with PKCE, a state and a nonce that are made for this once. */
@Component
class Departure {
    private final Realms realms;
    private final SignInServices services;
    private final Visits visits;

    Departure(Realms realms, SignInServices services, Visits visits) {
        this.realms = realms;
        this.services = services;
        this.visits = visits;
    }

    /** Where the browser goes; empty if the service cannot be used now. The realm is set up. */
    Mono<URI> leave(Realm realm, String goOn, boolean trial, ServerWebExchange exchange) {
        return service(realm)
                .flatMap(service -> request(service, exchange))
                .flatMap(request -> visits.begin(
                                new Purpose(realm.provider(), goOn, trial),
                                Objects.requireNonNull(request.getState(), "state"),
                                new Secrets(
                                        secret(request, OidcParameterNames.NONCE),
                                        secret(request, PkceParameterNames.CODE_VERIFIER)),
                                exchange.getRequest())
                        .doOnNext(exchange.getResponse()::addCookie)
                        .thenReturn(URI.create(request.getAuthorizationRequestUri())));
    }

    Mono<ClientRegistration> service(Realm realm) {
        var settings = Objects.requireNonNull(realm.settings(), "settings");
        return realms.secret(realm.provider())
                .flatMap(secret ->
                        services.find(settings.issuer(), new Client(realm.slug(), settings.clientId(), secret)))
                .flatMap(found -> switch (found) {
                    case Service.Ready(var registration) -> Mono.just(registration);
                    case Service.Flawed _ -> Mono.empty();
                });
    }

    private static Mono<OAuth2AuthorizationRequest> request(ClientRegistration service, ServerWebExchange exchange) {
        var resolver = new DefaultServerOAuth2AuthorizationRequestResolver(_ -> Mono.just(service));
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return resolver.resolve(exchange, service.getRegistrationId());
    }

    private static String secret(OAuth2AuthorizationRequest request, String name) {
        return Objects.requireNonNull(request.<String>getAttribute(name), name);
    }
}
