package market.tessera.checkout.lti;

import java.net.URI;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.lti.Authorization.Granted;
import market.tessera.checkout.lti.Authorization.Reason;
import market.tessera.checkout.lti.Authorization.Refused;
import market.tessera.platform.identity.Person;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Answers a tool that wants to know who is coming (1EdTech Security Framework, section 5.1.1): only for a launch that began here, in this
 * learner's session, towards this tool, once. The first answer makes the enrollment active.
 */
@Service
class AuthorizeLaunch {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorizeLaunch.class);

    private final LtiTools tools;
    private final Launches launches;
    private final Enrollments enrollments;
    private final IdTokens tokens;
    private final TransactionalOperator transaction;

    AuthorizeLaunch(
            LtiTools tools,
            Launches launches,
            Enrollments enrollments,
            IdTokens tokens,
            TransactionalOperator transaction) {
        this.tools = tools;
        this.launches = launches;
        this.enrollments = enrollments;
        this.tokens = tokens;
        this.transaction = transaction;
    }

    Mono<Authorization> authorize(AuthorizationRequest request, @Nullable Person learner) {
        return tools.find(request.clientId())
                .flatMap(tool -> check(request, tool, learner))
                .defaultIfEmpty(new Refused(Reason.UNKNOWN_TOOL))
                .doOnNext(answer -> note(request, answer));
    }

    private Mono<Authorization> check(AuthorizationRequest request, LtiTool tool, @Nullable Person learner) {
        if (tool.redirectUris().stream().noneMatch(uri -> uri.toString().equals(request.redirectUri()))) {
            return refused(Reason.WRONG_REDIRECT);
        }
        var id = request.launch();
        if (id == null || !request.isWellFormed()) {
            return refused(Reason.MALFORMED);
        }
        return launches.find(id)
                .flatMap(launch -> belongs(launch, request, learner)
                        ? grant(launch, request, tool)
                        : refused(Reason.OTHER_SESSION))
                .switchIfEmpty(refused(Reason.EXPIRED));
    }

    private static boolean belongs(Launch launch, AuthorizationRequest request, @Nullable Person learner) {
        return learner != null
                && launch.learner().equals(learner.id())
                && launch.clientId().equals(request.clientId())
                && launch.subject().toString().equals(request.loginHint());
    }

    private Mono<Authorization> grant(Launch launch, AuthorizationRequest request, LtiTool tool) {
        return transaction
                .execute(tx -> launches.use(launch, request.nonce())
                        .flatMap(fresh -> fresh ? open(launch) : Mono.empty())
                        .switchIfEmpty(Mono.fromRunnable(tx::setRollbackOnly)))
                .singleOrEmpty()
                .flatMap(enrollment -> tokens.issue(tool, launch, enrollment, request.nonce())
                        .<Authorization>map(token -> new Granted(
                                tool,
                                URI.create(request.redirectUri()),
                                token,
                                request.state(),
                                enrollment.course().title())))
                .switchIfEmpty(refused(Reason.REPLAYED));
    }

    private Mono<Enrollment> open(Launch launch) {
        return enrollments
                .change(launch.enrollment(), Enrollment::activate)
                .switchIfEmpty(enrollments.find(launch.enrollment()));
    }

    private static Mono<Authorization> refused(Reason reason) {
        return Mono.just(new Refused(reason));
    }

    private static void note(AuthorizationRequest request, Authorization answer) {
        if (answer instanceof Refused(var reason)) {
            LOG.warn("Launch by tool '{}' refused: {}", request.clientId().replaceAll("\\p{Cntrl}", "?"), reason);
        }
    }
}
