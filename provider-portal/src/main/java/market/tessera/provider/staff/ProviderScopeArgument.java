package market.tessera.provider.staff;

import java.util.List;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import market.tessera.platform.problem.Problem;
import market.tessera.provider.access.ApiCaller;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Hands the {@link ProviderScope} of the session or the key to controller methods. */
@Component
final class ProviderScopeArgument implements HandlerMethodArgumentResolver, WebFluxConfigurer {
    private static final String PROVIDER = "provider";

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == ProviderScope.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .map(Authentication::getPrincipal)
                .flatMap(principal -> switch (principal) {
                    case Person person -> Mono.just(Workplace.narrow(ProviderScope.of(person), exchange.getRequest()));
                    case ApiCaller caller -> Mono.just(ProviderScope.of(caller, provider(caller, exchange)));
                    default -> Mono.empty();
                });
    }

    /** A provider's key speaks for that one; the operator's says for which. */
    private static UUID provider(ApiCaller caller, ServerWebExchange exchange) {
        if (caller.provider() != null) {
            return caller.provider();
        }
        var named = exchange.getRequest().getQueryParams().getFirst(PROVIDER);
        try {
            return UUID.fromString(String.valueOf(named));
        } catch (IllegalArgumentException _) {
            throw Problem.invalid(List.of(Problem.Violation.parameter(
                    PROVIDER,
                    "Parameter 'provider' is needed with a key of the operator: the id of the provider it acts for")));
        }
    }
}
