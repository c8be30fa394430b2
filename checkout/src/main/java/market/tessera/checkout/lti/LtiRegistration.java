package market.tessera.checkout.lti;

import java.time.Duration;
import java.util.Optional;
import market.tessera.checkout.connection.Connection;
import market.tessera.checkout.enrollment.Enrollment.Course;
import market.tessera.platform.outbound.Unreachable;
import market.tessera.platform.outbound.Unreachable.Reason;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Prepares a course for its learners: the provider has a tool, the tool answers with its keys, the line item for scores exists. */
@Service
public class LtiRegistration {
    private static final Duration RECENT = Duration.ofSeconds(20);

    private final LtiTools tools;
    private final ToolKeys keys;
    private final LtiLinks links;

    LtiRegistration(LtiTools tools, ToolKeys keys, LtiLinks links) {
        this.tools = tools;
        this.keys = keys;
        this.links = links;
    }

    /**
     * Doing it again changes nothing.
     *
     * @param chosen the provider's own tool; the default one if there is none
     * @return errors with {@link Unreachable} if there is no tool or it does not answer
     */
    public Mono<LtiLink> register(Course course, Optional<Connection> chosen) {
        return tools.of(chosen)
                .switchIfEmpty(Mono.error(() -> new Unreachable(Reason.NOT_CONNECTED)))
                .flatMap(tool -> keys.of(tool, RECENT))
                .flatMap(_ -> links.of(course));
    }
}
