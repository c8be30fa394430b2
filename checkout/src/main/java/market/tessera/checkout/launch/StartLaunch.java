package market.tessera.checkout.launch;

import java.util.UUID;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.launch.LaunchStart.Begun;
import market.tessera.checkout.launch.LaunchStart.NotFound;
import market.tessera.checkout.launch.LaunchStart.NotOpen;
import market.tessera.checkout.launch.LaunchStart.TooMany;
import market.tessera.checkout.lti.LtiContents;
import market.tessera.checkout.lti.LtiLogins;
import market.tessera.checkout.lti.LtiTools;
import market.tessera.platform.identity.Person;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Sends a learner to the login of the tool that serves the course (LTI 1.3 core, section 5.1.1.1). */
@Service
class StartLaunch {
    private final Enrollments enrollments;
    private final LtiTools tools;
    private final Launches launches;
    private final LtiContents contents;
    private final LtiLogins logins;

    StartLaunch(Enrollments enrollments, LtiTools tools, Launches launches, LtiContents contents, LtiLogins logins) {
        this.enrollments = enrollments;
        this.tools = tools;
        this.launches = launches;
        this.contents = contents;
        this.logins = logins;
    }

    Mono<LaunchStart> start(UUID enrollment, Person learner) {
        return enrollments
                .find(enrollment)
                .filter(found -> found.learner().is(learner.id()))
                .flatMap(found -> found.state().isOpen() ? begin(found, learner) : Mono.just(new NotOpen()))
                .defaultIfEmpty(new NotFound());
    }

    private Mono<LaunchStart> begin(Enrollment enrollment, Person learner) {
        return tools.serving(enrollment.course().provider(), enrollment.course().offering())
                .flatMap(tool -> launches.begin(enrollment, learner.id(), tool)
                        .flatMap(launch -> contents.of(
                                        tool.clientId(), enrollment.course().offering())
                                .<LaunchStart>map(content -> new Begun(logins.address(
                                        tool,
                                        content.target(tool),
                                        launch.subject().toString(),
                                        launch.id()))))
                        .defaultIfEmpty(new TooMany()))
                .defaultIfEmpty(new NotOpen());
    }
}
