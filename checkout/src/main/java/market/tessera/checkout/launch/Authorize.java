package market.tessera.checkout.launch;

import java.net.URI;
import java.time.Clock;
import market.tessera.checkout.launch.Authorization.Granted;
import market.tessera.checkout.launch.Authorization.Reason;
import market.tessera.checkout.launch.Authorization.Refused;
import market.tessera.checkout.launch.Taking.Message;
import market.tessera.checkout.launch.Taking.Refusal;
import market.tessera.checkout.lti.LtiMessage;
import market.tessera.checkout.lti.LtiTool;
import market.tessera.checkout.lti.LtiTools;
import market.tessera.checkout.lti.SingleUse;
import market.tessera.checkout.lti.SingleUse.Purpose;
import market.tessera.platform.identity.Person;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Answers a tool that wants to know who is coming (1EdTech Security Framework, section 5.1.1): only for what began here, in this visitor's
 * session, towards this tool, once.
 */
@Service
class Authorize {
    private static final Logger LOG = LoggerFactory.getLogger(Authorize.class);

    private final LtiTools tools;
    private final AuthorizeLaunch launches;
    private final BegunMessages begun;
    private final SingleUse singleUse;
    private final IdTokens tokens;
    private final Clock clock;

    Authorize(
            LtiTools tools,
            AuthorizeLaunch launches,
            BegunMessages begun,
            SingleUse singleUse,
            IdTokens tokens,
            Clock clock) {
        this.tools = tools;
        this.launches = launches;
        this.begun = begun;
        this.singleUse = singleUse;
        this.tokens = tokens;
        this.clock = clock;
    }

    Mono<Authorization> authorize(AuthorizationRequest request, @Nullable Person learner, ServerHttpRequest visitor) {
        return tools.find(request.clientId())
                .flatMap(tool -> answer(request, tool, learner, visitor))
                .defaultIfEmpty(new Refused(Reason.UNKNOWN_TOOL))
                .doOnNext(answer -> note(request, answer));
    }

    private Mono<Authorization> answer(
            AuthorizationRequest request, LtiTool tool, @Nullable Person learner, ServerHttpRequest visitor) {
        if (request.hint() == null || !request.isWellFormed()) {
            return Mono.just(new Refused(Reason.MALFORMED));
        }
        return launches.take(request, tool, learner)
                .switchIfEmpty(Mono.defer(() -> other(request, tool, visitor)))
                .flatMap(taking -> switch (taking) {
                    case Message(var message) -> grant(request, tool, message);
                    case Refusal(var reason) -> Mono.just(new Refused(reason));
                });
    }

    private Mono<Taking> other(AuthorizationRequest request, LtiTool tool, ServerHttpRequest visitor) {
        if (!request.goesWhereItMay(tool)) {
            return Mono.just(new Refusal(Reason.WRONG_REDIRECT));
        }
        return Mono.justOrEmpty(request.hint())
                .flatMap(hint -> begun.take(hint, request.loginHint(), tool, visitor))
                .flatMap(message -> once(request, message))
                .defaultIfEmpty(new Refusal(Reason.EXPIRED));
    }

    private Mono<Taking> once(AuthorizationRequest request, LtiMessage message) {
        return singleUse
                .use(
                        request.clientId(),
                        Purpose.NONCE,
                        request.nonce(),
                        clock.instant().plus(Launches.LIFETIME))
                .map(fresh -> fresh ? new Message(message) : new Refusal(Reason.REPLAYED));
    }

    private Mono<Authorization> grant(AuthorizationRequest request, LtiTool tool, LtiMessage message) {
        return tokens.issue(tool, message, request.nonce())
                .map(token ->
                        new Granted(tool, URI.create(request.redirectUri()), token, request.state(), message.title()));
    }

    private static void note(AuthorizationRequest request, Authorization answer) {
        if (answer instanceof Refused(var reason)) {
            LOG.warn("Launch by tool '{}' refused: {}", request.clientId().replaceAll("\\p{Cntrl}", "?"), reason);
        }
    }
}
