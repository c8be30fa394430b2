package market.tessera.checkout.launch;

import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.launch.Authorization.Reason;
import market.tessera.checkout.launch.Taking.Message;
import market.tessera.checkout.launch.Taking.Refusal;
import market.tessera.checkout.lti.LtiContents;
import market.tessera.checkout.lti.LtiMessage;
import market.tessera.checkout.lti.LtiTool;
import market.tessera.platform.identity.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** A learner's launch comes back from the tool: it is used up by that, and the first one makes the enrollment active. */
@Service
class AuthorizeLaunch {
    private final Launches launches;
    private final Enrollments enrollments;
    private final LtiContents contents;
    private final LaunchMessages messages;
    private final TransactionalOperator transaction;

    AuthorizeLaunch(
            Launches launches,
            Enrollments enrollments,
            LtiContents contents,
            LaunchMessages messages,
            TransactionalOperator transaction) {
        this.launches = launches;
        this.enrollments = enrollments;
        this.contents = contents;
        this.messages = messages;
        this.transaction = transaction;
    }

    /** Nothing if the request is of no launch that is under way. */
    Mono<Taking> take(AuthorizationRequest request, LtiTool tool, @Nullable Person learner) {
        return Mono.justOrEmpty(request.hint())
                .flatMap(launches::find)
                .flatMap(launch -> belongs(launch, request, learner)
                        ? message(launch, tool).flatMap(message -> use(launch, request, tool, message))
                        : Mono.just(new Refusal(Reason.OTHER_SESSION)));
    }

    private static boolean belongs(Launch launch, AuthorizationRequest request, @Nullable Person learner) {
        return learner != null
                && launch.learner().equals(learner.id())
                && launch.clientId().equals(request.clientId())
                && launch.subject().toString().equals(request.loginHint());
    }

    private Mono<LtiMessage> message(Launch launch, LtiTool tool) {
        return enrollments
                .find(launch.enrollment())
                .flatMap(enrollment -> contents.of(
                                tool.clientId(), enrollment.course().offering())
                        .flatMap(content -> messages.of(tool, launch, content, enrollment)));
    }

    private Mono<Taking> use(Launch launch, AuthorizationRequest request, LtiTool tool, LtiMessage message) {
        if (!request.mayBeAnswered(tool, message)) {
            return Mono.just(new Refusal(Reason.WRONG_REDIRECT));
        }
        return transaction
                .execute(tx -> launches.use(launch, request.nonce())
                        .flatMap(fresh -> fresh ? open(launch) : Mono.empty())
                        .switchIfEmpty(Mono.fromRunnable(tx::setRollbackOnly)))
                .singleOrEmpty()
                .<Taking>map(_ -> new Message(message))
                .defaultIfEmpty(new Refusal(Reason.REPLAYED));
    }

    private Mono<Enrollment> open(Launch launch) {
        return enrollments
                .change(launch.enrollment(), Enrollment::activate)
                .switchIfEmpty(enrollments.find(launch.enrollment()));
    }
}
