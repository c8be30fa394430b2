package market.tessera.provider;

import market.tessera.platform.identity.Person.Kind;
import market.tessera.platform.identity.SecurityRules;
import market.tessera.platform.identity.UploadTokens;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;

/** Which of the portal's paths need whom: pages a staff session, the API a key. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class PortalSecurity {
    @Bean
    SecurityWebFilterChain portal(
            ServerHttpSecurity http, SecurityRules rules, ServerSecurityContextRepository sessions) {
        return rules.apply(
                        http, Kind.STAFF, "/portal/sign-in", new PathPatternParserServerWebExchangeMatcher("/api/**"))
                .securityContextRepository(sessions)
                .csrf(
                        csrf -> csrf.csrfTokenRequestHandler(
                                new UploadTokens(
                                        "/portal/(imports(/mappings)?|offerings/[^/]+/(files/picture|documents)|settings/[^/]+/shopfront/logo)")))
                .authorizeExchange(paths -> paths.pathMatchers(
                                "/portal/sign-in",
                                "/portal/sign-in/**",
                                "/portal/join",
                                "/portal/ask/*",
                                "/portal/apply",
                                "/portal/apply/confirm",
                                "/media/**",
                                "/assets/**",
                                "/actuator/health/**")
                        .permitAll()
                        .pathMatchers("/portal", "/portal/**")
                        .hasRole("STAFF")
                        .anyExchange()
                        .denyAll())
                .build();
    }
}
