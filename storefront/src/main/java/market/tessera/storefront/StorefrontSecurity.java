package market.tessera.storefront;

import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.SecurityRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

/** Who may do what here: the catalogue is everybody's, an account its learner's. */
@EnableWebFluxSecurity
@Configuration(proxyBeanMethods = false)
class StorefrontSecurity {
    /** How one gets a session, loses it, and proves an address. Saving an offering asks for a session itself. */
    private static final String[] WITHOUT_SESSION = {
        "/account/sign-in",
        "/account/sign-out",
        "/account/session",
        "/account/sign-up",
        "/account/confirm",
        "/account/forgot",
        "/account/reset",
        "/account/email/confirm"
    };

    /** The API is only read; a link's ping, which can carry no token, only counts; what the portal asks is signed. */
    private static final ServerWebExchangeMatcher WITHOUT_TOKEN = ServerWebExchangeMatchers.matchers(
            ServerWebExchangeMatchers.pathMatchers("/api/**"),
            ServerWebExchangeMatchers.pathMatchers(HttpMethod.POST, "/internal/**"),
            ServerWebExchangeMatchers.pathMatchers(HttpMethod.POST, "/search/clicks"));

    @Bean
    SecurityWebFilterChain pages(ServerHttpSecurity http, SecurityRules rules) {
        return rules.apply(http, Person.Kind.LEARNER, "/account/sign-in", WITHOUT_TOKEN)
                .authorizeExchange(paths -> paths.pathMatchers(WITHOUT_SESSION)
                        .permitAll()
                        .pathMatchers(HttpMethod.POST, "/account/saved")
                        .permitAll()
                        .pathMatchers("/account", "/account/**")
                        .hasRole(Person.Kind.LEARNER.name())
                        .anyExchange()
                        .permitAll())
                .build();
    }
}
