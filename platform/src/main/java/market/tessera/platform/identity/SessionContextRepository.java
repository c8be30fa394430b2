package market.tessera.platform.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Takes the signed-in person from the session token's cookie; nothing is kept on the server. */
final class SessionContextRepository implements ServerSecurityContextRepository {
    private final SessionTokens tokens;
    private final Person.Kind kind;

    SessionContextRepository(SessionTokens tokens, Person.Kind kind) {
        this.tokens = tokens;
        this.kind = kind;
    }

    @Override
    public Mono<SecurityContext> load(ServerWebExchange exchange) {
        return Mono.justOrEmpty(tokens.read(exchange.getRequest(), kind)).map(session -> context(session.person()));
    }

    private static SecurityContext context(Person person) {
        var authorities =
                person.grants().stream().map(SimpleGrantedAuthority::new).toList();
        var all = new java.util.ArrayList<>(authorities);
        all.add(new SimpleGrantedAuthority("ROLE_" + person.kind()));
        return new SecurityContextImpl(
                UsernamePasswordAuthenticationToken.authenticated(person, null, List.copyOf(all)));
    }

    @Override
    public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
        return Mono.empty();
    }
}
