package market.tessera.provider.staff;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.Stream;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.Person.Kind;
import market.tessera.platform.identity.SessionTokens;
import market.tessera.platform.identity.SessionTokens.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Staff's sessions. The token says who; what the person may do, and whether the session still counts, is asked of the account on every
 * request, so that a lost role or a changed password takes effect at once, and so does a role that needs a second proof. A session in use is renewed.
 */
@Component
final class StaffSessions implements ServerSecurityContextRepository {
    private static final Duration RENEWED_AFTER = Duration.ofMinutes(2);

    private final SessionTokens tokens;
    private final StaffAccounts accounts;
    private final Clock clock;

    StaffSessions(SessionTokens tokens, StaffAccounts accounts, Clock clock) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    public Mono<SecurityContext> load(ServerWebExchange exchange) {
        return Mono.justOrEmpty(tokens.read(exchange.getRequest(), Kind.STAFF))
                .flatMap(session -> person(session).doOnNext(person -> renew(exchange, session, person)))
                .map(StaffSessions::context)
                .cache();
    }

    private Mono<Person> person(Session session) {
        return accounts.findById(session.person().id())
                .filter(account -> !session.issuedAt().isBefore(account.sessionsFrom()))
                .flatMap(account -> accounts.person(account)
                        .map(person -> Through.of(session.person())
                                .map(provider -> Through.only(person, provider))
                                .orElse(person))
                        .filter(person -> !account.lacksSecondFactor(person)));
    }

    private void renew(ServerWebExchange exchange, Session session, Person person) {
        if (clock.instant().isAfter(session.issuedAt().plus(RENEWED_AFTER))) {
            var cookie = tokens.signIn(person);
            exchange.getResponse().beforeCommit(() -> {
                exchange.getResponse()
                        .getCookies()
                        .putIfAbsent(
                                cookie.getName(),
                                new ArrayList<>(Stream.of(cookie).toList()));
                return Mono.empty();
            });
        }
    }

    private static SecurityContext context(Person person) {
        var authorities = Stream.concat(person.grants().stream(), Stream.of("ROLE_STAFF"))
                .map(SimpleGrantedAuthority::new)
                .toList();
        return new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(person, null, authorities));
    }

    @Override
    public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
        return Mono.empty();
    }
}
