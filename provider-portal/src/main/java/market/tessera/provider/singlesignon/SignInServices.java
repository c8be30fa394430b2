package market.tessera.provider.singlesignon;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import market.tessera.platform.outbound.Outbound;
import market.tessera.platform.outbound.Outbound.Answer;
import market.tessera.platform.outbound.Unreachable;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What sign-in services say of themselves (OpenID Connect Discovery 1.0). They are asked each time, so that their addresses and keys are those of
 * this moment; every address that they name is looked at like the one that was typed.
 */
@Component
class SignInServices {
    /** Asymmetric ones: what is signed with the client's secret proves nothing that we could not have written ourselves. */
    static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    /** Whether answers say who gives them (RFC 9207). */
    static final String NAMES_ITSELF = "authorization_response_iss_parameter_supported";

    private final Outbound outbound;
    private final String site;

    SignInServices(Outbound outbound, @Value("${tessera.public-url}") String site) {
        this.outbound = outbound;
        this.site = site;
    }

    /** Why a service cannot be used. */
    enum Flaw {
        ADDRESS,
        NO_ANSWER,
        NOT_OPENID,
        OTHER_ISSUER,
        NO_PKCE,
        NO_ALGORITHM;

        /** The last part of the key of its words. */
        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    sealed interface Service {
        record Ready(ClientRegistration registration) implements Service {}

        record Flawed(Flaw flaw) implements Service {}
    }

    /** As what we are known there. */
    record Client(String slug, String id, String secret) {}

    /** Where the service sends people back to; it has to know this address. */
    String back(String slug) {
        return entrance(slug) + "/back";
    }

    /** Where an institution's people begin. */
    String entrance(String slug) {
        return site + "/portal/sign-in/at/" + slug;
    }

    Mono<Service> find(String issuer, Client client) {
        return outbound.address(issuer)
                .filter(address -> address.getRawQuery() == null)
                .map(address -> outbound.get(wellKnown(address))
                        .map(answer -> service(issuer, client, answer))
                        .onErrorReturn(Unreachable.class, new Service.Flawed(Flaw.NO_ANSWER)))
                .orElseGet(() -> Mono.just(new Service.Flawed(Flaw.ADDRESS)));
    }

    private static URI wellKnown(URI issuer) {
        return URI.create(issuer.toString().replaceFirst("/$", "") + "/.well-known/openid-configuration");
    }

    private Service service(String issuer, Client client, Answer answer) {
        if (!answer.isGood()) {
            return new Service.Flawed(Flaw.NOT_OPENID);
        }
        try {
            var metadata = OIDCProviderMetadata.parse(answer.body());
            var flaw = flaw(issuer, metadata);
            return flaw == null ? new Service.Ready(registration(client, metadata)) : new Service.Flawed(flaw);
        } catch (ParseException garbled) {
            return new Service.Flawed(Flaw.NOT_OPENID);
        }
    }

    private @Nullable Flaw flaw(String issuer, OIDCProviderMetadata metadata) {
        var addresses = Stream.of(
                metadata.getAuthorizationEndpointURI(), metadata.getTokenEndpointURI(), metadata.getJWKSetURI());
        if (!withoutSlash(issuer).equals(withoutSlash(metadata.getIssuer().getValue()))) {
            return Flaw.OTHER_ISSUER;
        }
        if (!addresses.allMatch(this::mayBeCalled)
                || (metadata.getUserInfoEndpointURI() != null && !mayBeCalled(metadata.getUserInfoEndpointURI()))) {
            return Flaw.NOT_OPENID;
        }
        var challenges = metadata.getCodeChallengeMethods();
        if (challenges != null && !challenges.contains(CodeChallengeMethod.S256)) {
            return Flaw.NO_PKCE;
        }
        var algorithms = metadata.getIDTokenJWSAlgs();
        return algorithms == null
                        || Collections.disjoint(
                                algorithms.stream().map(JWSAlgorithm::getName).toList(), ALGORITHMS)
                ? Flaw.NO_ALGORITHM
                : null;
    }

    private boolean mayBeCalled(@Nullable URI address) {
        return address != null && outbound.address(address.toString()).isPresent();
    }

    private static String withoutSlash(String issuer) {
        return issuer.strip().replaceFirst("/$", "");
    }

    private ClientRegistration registration(Client client, OIDCProviderMetadata metadata) {
        var userInfo = metadata.getUserInfoEndpointURI();
        return ClientRegistration.withRegistrationId(client.slug())
                .clientId(client.id())
                .clientSecret(client.secret())
                .clientAuthenticationMethod(authentication(metadata.getTokenEndpointAuthMethods()))
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(back(client.slug()))
                .scope(OidcScopes.OPENID, OidcScopes.EMAIL)
                .authorizationUri(metadata.getAuthorizationEndpointURI().toString())
                .tokenUri(metadata.getTokenEndpointURI().toString())
                .jwkSetUri(metadata.getJWKSetURI().toString())
                .userInfoUri(userInfo == null ? null : userInfo.toString())
                .userNameAttributeName("sub")
                .issuerUri(metadata.getIssuer().getValue())
                .providerConfigurationMetadata(
                        Map.of(NAMES_ITSELF, metadata.supportsAuthorizationResponseIssuerParam()))
                .build();
    }

    /** The secret goes into the header unless the service takes it in the body only. */
    private static org.springframework.security.oauth2.core.ClientAuthenticationMethod authentication(
            @Nullable List<ClientAuthenticationMethod> taken) {
        var bodyOnly = taken != null
                && taken.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                && !taken.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return bodyOnly
                ? org.springframework.security.oauth2.core.ClientAuthenticationMethod.CLIENT_SECRET_POST
                : org.springframework.security.oauth2.core.ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
    }
}
