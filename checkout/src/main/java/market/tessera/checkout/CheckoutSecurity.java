package market.tessera.checkout;

import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.pathMatchers;

import market.tessera.checkout.learner.LearnerSessions;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.SecurityRules;
import market.tessera.platform.identity.UploadTokens;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;

/**
 * Staff have the order desk, the connections and the feedback, learners all the rest. Buying needs no account; a learner's own lists do. Whose order or badge a page shows is
 * checked where it is read. Having a badge verified changes nothing, and so may be asked from anywhere.
 */
@Configuration(proxyBeanMethods = false)
class CheckoutSecurity {
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityWebFilterChain desk(ServerHttpSecurity http, SecurityRules rules) {
        return rules.apply(
                        http.securityMatcher(pathMatchers(
                                "/checkout/desk",
                                "/checkout/desk/**",
                                "/checkout/connections",
                                "/checkout/connections/**",
                                "/checkout/feedback",
                                "/checkout/feedback/**")),
                        Person.Kind.STAFF,
                        "/portal/sign-in",
                        _ -> ServerWebExchangeMatcher.MatchResult.notMatch())
                .csrf(csrf -> csrf.csrfTokenRequestHandler(new UploadTokens("/checkout/connections/[^/]+/results")))
                .authorizeExchange(paths -> paths.anyExchange().hasRole("STAFF"))
                .build();
    }

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, SecurityRules rules, LearnerSessions sessions) {
        return rules.apply(
                        http,
                        Person.Kind.LEARNER,
                        "/account/sign-in",
                        pathMatchers("/webhooks/**", "/lti/**", "/ims/**", "/xapi/**", "/verify", "/badges/wallet/**"))
                .securityContextRepository(sessions)
                .authorizeExchange(paths -> paths.pathMatchers(
                                "/lti/launch/**",
                                "/orders",
                                "/orders/claim",
                                "/learning/export",
                                "/learning/*/review/**",
                                "/learning/calendar.ics",
                                "/learning/applications",
                                "/learning/applications/**",
                                "/learning/transcript",
                                "/learning/transcript/**",
                                "/learning/sharing/*",
                                "/orders/organisation",
                                "/orders/organisation/**",
                                "/badges/*/sharing",
                                "/badges/*/wallet")
                        .hasRole("LEARNER")
                        .anyExchange()
                        .permitAll())
                .build();
    }
}
