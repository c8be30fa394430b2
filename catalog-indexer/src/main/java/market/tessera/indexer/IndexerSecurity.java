package market.tessera.indexer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.HttpStatusServerEntryPoint;

/** The indexer serves nobody outside: its status can be read, everything else is refused. */
@EnableWebFluxSecurity
@Configuration(proxyBeanMethods = false)
class IndexerSecurity {
    @Bean
    SecurityWebFilterChain paths(ServerHttpSecurity http) {
        return http.authorizeExchange(paths -> paths.pathMatchers("/indexer/status", "/actuator/health/**")
                        .permitAll()
                        .anyExchange()
                        .denyAll())
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .exceptionHandling(refusal ->
                        refusal.authenticationEntryPoint(new HttpStatusServerEntryPoint(HttpStatus.UNAUTHORIZED)))
                .build();
    }
}
