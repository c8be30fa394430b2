package market.tessera.storefront;

import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.SecurityRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;

/** Who may do what here: the catalogue is everybody's. */
@EnableWebFluxSecurity
@Configuration(proxyBeanMethods = false)
class StorefrontSecurity {
    @Bean
    SecurityWebFilterChain pages(ServerHttpSecurity http, SecurityRules rules) {
        return rules.apply(http, Person.Kind.LEARNER, "/account/sign-in", _ -> MatchResult.notMatch())
                .authorizeExchange(paths -> paths.anyExchange().permitAll())
                .build();
    }
}
