package market.tessera.checkout.roster;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import market.tessera.checkout.client.SystemTokens;
import market.tessera.checkout.client.SystemTokens.Access;
import market.tessera.checkout.roster.RosterRefusal.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who calls, and whether the token allows what is called for. */
@Component
public class RosterAccess {
    private static final String SCHEME = "Bearer ";

    private final SystemTokens tokens;

    RosterAccess(SystemTokens tokens) {
        this.tokens = tokens;
    }

    /** @return errors with a {@link RosterRefusal}: unauthorised without a good token, forbidden without one of the scopes */
    public Mono<Access> open(@Nullable String authorization, RosterScope first, RosterScope... others) {
        var scopes = EnumSet.of(first, others).stream().map(RosterScope::uri).collect(Collectors.toSet());
        return Mono.justOrEmpty(authorization)
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .flatMap(header -> tokens.find(header.substring(SCHEME.length()).strip()))
                .switchIfEmpty(Mono.error(() ->
                        new RosterRefusal(Reason.UNAUTHORISED, "A valid token from /ims/oneroster/token is needed")))
                .doOnNext(access -> require(access, scopes));
    }

    private static void require(Access access, Set<String> scopes) {
        if (Collections.disjoint(access.scopes(), scopes)) {
            throw new RosterRefusal(
                    Reason.FORBIDDEN,
                    "The token lacks scope " + scopes.stream().sorted().collect(Collectors.joining(" or ")));
        }
    }
}
