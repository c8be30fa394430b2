package market.tessera.provider.tenancy;

import java.util.List;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import market.tessera.provider.access.ApiCaller;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Binds every request to the providers of whoever sends it; one that nobody has signed sees no provider's rows at all. */
@Component
final class TenantFilter implements WebFilter {
    private static final Tenants NOBODY = Tenants.of(List.of());

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .map(Authentication::getPrincipal)
                .map(TenantFilter::tenants)
                .defaultIfEmpty(NOBODY)
                .flatMap(tenants -> chain.filter(exchange).contextWrite(tenants::in));
    }

    private static Tenants tenants(@Nullable Object principal) {
        return switch (principal) {
            case Person person when person.isOperator() -> Tenants.ALL;
            case Person person -> Tenants.of(providers(person));
            case ApiCaller caller -> caller.provider() == null ? Tenants.ALL : Tenants.of(List.of(caller.provider()));
            case null, default -> NOBODY;
        };
    }

    private static List<UUID> providers(Person person) {
        return person.grants().stream()
                .filter(grant -> grant.contains(":"))
                .map(grant -> grant.split(":", 2))
                .map(parts -> UUID.fromString(parts[0]))
                .distinct()
                .toList();
    }
}
