package market.tessera.checkout.launch;

import java.util.UUID;
import market.tessera.checkout.lti.LtiMessage;
import market.tessera.checkout.lti.LtiTool;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** Messages that are no learner's launch: another feature has begun them, and the authorization endpoint asks it. */
public interface BegunMessages {
    /**
     * The message behind a hint, used up by this; nothing if there is none, or it is another person's, for another tool, or was used.
     *
     * @param hint what went with it to the tool and back
     * @param loginHint whom the tool takes the visitor for
     */
    Mono<LtiMessage> take(UUID hint, String loginHint, LtiTool tool, ServerHttpRequest visitor);
}
