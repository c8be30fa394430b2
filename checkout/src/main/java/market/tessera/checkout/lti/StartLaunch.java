package market.tessera.checkout.lti;

import java.net.URI;
import java.util.UUID;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.lti.LaunchStart.Begun;
import market.tessera.checkout.lti.LaunchStart.NotFound;
import market.tessera.checkout.lti.LaunchStart.NotOpen;
import market.tessera.checkout.lti.LaunchStart.TooMany;
import market.tessera.platform.identity.Person;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** Sends a learner to the login of the tool that serves the course (LTI 1.3 core, section 5.1.1.1). */
@Service
class StartLaunch {
    private final Enrollments enrollments;
    private final LtiTools tools;
    private final Launches launches;
    private final String issuer;

    StartLaunch(
            Enrollments enrollments, LtiTools tools, Launches launches, @Value("${tessera.public-url}") String issuer) {
        this.enrollments = enrollments;
        this.tools = tools;
        this.launches = launches;
        this.issuer = issuer;
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
                        .<LaunchStart>map(launch -> new Begun(login(tool, launch)))
                        .defaultIfEmpty(new TooMany()))
                .defaultIfEmpty(new NotOpen());
    }

    private URI login(LtiTool tool, Launch launch) {
        return UriComponentsBuilder.fromUri(tool.loginUrl())
                .queryParam("iss", "{iss}")
                .queryParam("client_id", "{client}")
                .queryParam("lti_deployment_id", "{deployment}")
                .queryParam("target_link_uri", "{target}")
                .queryParam("login_hint", launch.subject())
                .queryParam("lti_message_hint", launch.id())
                .encode()
                .buildAndExpand(issuer, tool.clientId(), tool.deploymentId(), tool.targetLinkUri())
                .toUri();
    }
}
