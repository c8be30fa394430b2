package market.tessera.provider.singlesignon;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import market.tessera.platform.outbound.Outbound;
import market.tessera.provider.singlesignon.Visits.Secrets;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeReactiveAuthenticationManager;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcReactiveOAuth2UserService;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.DefaultReactiveOAuth2UserService;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * What a sign-in service vouches for: the code is exchanged for tokens, and the ID token's signature, issuer, audience, age and nonce are checked (OpenID
 * Connect Core 1.0, 3.1.3.7) by Spring Security, which makes its calls by our own way out. Keys are fetched each time: one that was withdrawn counts no more.
 */
@Component
class Claims {
    private final OidcAuthorizationCodeReactiveAuthenticationManager manager;
    private final WebClient client;
    private final Clock clock;

    Claims(Outbound outbound, Clock clock) {
        this.client = outbound.client();
        this.clock = clock;
        var tokens = new WebClientReactiveAuthorizationCodeTokenResponseClient();
        tokens.setWebClient(client);
        this.manager = new OidcAuthorizationCodeReactiveAuthenticationManager(tokens, people(client));
        manager.setJwtDecoderFactory(this::decoder);
    }

    /** Errors with {@link org.springframework.security.core.AuthenticationException} if it proves nothing, else as the calls do. */
    Mono<OidcUser> prove(ClientRegistration service, String state, String code, Secrets secrets) {
        var request = OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(required(service.getProviderDetails().getAuthorizationUri()))
                .clientId(service.getClientId())
                .redirectUri(required(service.getRedirectUri()))
                .scopes(service.getScopes())
                .state(state)
                .attributes(Map.of(
                        OidcParameterNames.NONCE,
                        secrets.nonce(),
                        PkceParameterNames.CODE_VERIFIER,
                        secrets.verifier()))
                .build();
        var response = OAuth2AuthorizationResponse.success(code)
                .redirectUri(required(service.getRedirectUri()))
                .state(state)
                .build();
        return manager.authenticate(new OAuth2AuthorizationCodeAuthenticationToken(
                        service, new OAuth2AuthorizationExchange(request, response)))
                .map(Authentication::getPrincipal)
                .cast(OidcUser.class);
    }

    /** A service may keep the mail address out of the token; then it is asked for it. */
    private static OidcReactiveOAuth2UserService people(WebClient client) {
        var userInfo = new DefaultReactiveOAuth2UserService();
        userInfo.setWebClient(client);
        var people = new OidcReactiveOAuth2UserService();
        people.setOauth2UserService(userInfo);
        people.setRetrieveUserInfo(Claims::lacksAddress);
        return people;
    }

    private static boolean lacksAddress(OidcUserRequest request) {
        return request.getIdToken().getEmail() == null
                && request.getClientRegistration()
                                .getProviderDetails()
                                .getUserInfoEndpoint()
                                .getUri()
                        != null;
    }

    private ReactiveJwtDecoder decoder(ClientRegistration service) {
        var decoder = NimbusReactiveJwtDecoder.withJwkSetUri(
                        required(service.getProviderDetails().getJwkSetUri()))
                .webClient(client)
                .jwsAlgorithms(algorithms -> algorithms.addAll(accepted()))
                .build();
        var validator = new OidcIdTokenValidator(service);
        validator.setClock(clock);
        decoder.setJwtValidator(validator);
        return decoder;
    }

    /** What {@link SignInServices} has put into every registration. */
    private static String required(@Nullable String address) {
        return Objects.requireNonNull(address, "address");
    }

    private static Set<SignatureAlgorithm> accepted() {
        return SignInServices.ALGORITHMS.stream().map(SignatureAlgorithm::from).collect(Collectors.toSet());
    }
}
