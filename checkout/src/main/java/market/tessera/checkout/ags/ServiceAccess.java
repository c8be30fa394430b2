package market.tessera.checkout.ags;

import java.util.Collections;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.ags.AccessTokens.Access;
import market.tessera.checkout.lti.LtiLink;
import market.tessera.checkout.lti.LtiLinks;
import market.tessera.checkout.lti.LtiScope;
import market.tessera.checkout.lti.LtiTool;
import market.tessera.checkout.lti.LtiTools;
import market.tessera.platform.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a calling tool may reach: only courses that it serves, and only with a scope for what it does. */
@Component
public class ServiceAccess {
    private final AccessTokens tokens;
    private final LtiLinks links;
    private final LtiTools tools;

    ServiceAccess(AccessTokens tokens, LtiLinks links, LtiTools tools) {
        this.tokens = tokens;
        this.links = links;
        this.tools = tools;
    }

    /** A course with the tool that serves it. */
    public record Granted(LtiLink link, LtiTool tool) {}

    /** @return errors with a {@link Problem}: 401 without a good token, 403 without the scope, 404 for what is not this tool's */
    public Mono<Granted> open(@Nullable String authorization, Set<LtiScope> scopes, UUID link) {
        return access(authorization)
                .filter(access -> !Collections.disjoint(access.scopes(), scopes))
                .switchIfEmpty(Mono.error(() -> Problem.of(
                        HttpStatus.FORBIDDEN,
                        "scope-missing",
                        "Not allowed",
                        "The token lacks scope " + words(scopes))))
                .flatMap(access -> links.find(link).flatMap(found -> served(found, access)))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("This tool serves no such course")));
    }

    private Mono<Access> access(@Nullable String authorization) {
        return Mono.justOrEmpty(authorization)
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                .flatMap(header -> tokens.verify(header.substring(7).strip()))
                .switchIfEmpty(Mono.error(() -> Problem.of(
                        HttpStatus.UNAUTHORIZED,
                        "token-invalid",
                        "Not authorized",
                        "A valid bearer token from /lti/token is needed")));
    }

    private static String words(Set<LtiScope> scopes) {
        return scopes.stream().map(LtiScope::uri).sorted().collect(Collectors.joining(" or "));
    }

    private Mono<Granted> served(LtiLink link, Access access) {
        return tools.serving(link.provider(), link.offering())
                .filter(tool -> tool.clientId().equals(access.clientId()))
                .map(tool -> new Granted(link, tool));
    }
}
