package market.tessera.checkout.launch;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.NameParts;
import market.tessera.checkout.lti.LtiContent;
import market.tessera.checkout.lti.LtiMessage;
import market.tessera.checkout.lti.LtiScope;
import market.tessera.checkout.lti.LtiTool;
import market.tessera.checkout.offer.Editions;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Says who opens which course, and where the tool finds its learners and reports their results. */
@Component
class LaunchMessages {
    private final Editions editions;
    private final String issuer;

    LaunchMessages(Editions editions, @Value("${tessera.public-url}") String issuer) {
        this.editions = editions;
        this.issuer = issuer;
    }

    Mono<LtiMessage> of(LtiTool tool, Launch launch, LtiContent content, Enrollment enrollment) {
        var course = enrollment.course();
        return editions.find(course.offering(), course.edition())
                .defaultIfEmpty(MissingNode.getInstance())
                .map(edition -> new LtiMessage(
                        launch.subject().toString(),
                        content.target(tool),
                        course.title(),
                        claims(tool, launch, content, enrollment, edition)));
    }

    private Map<String, Object> claims(
            LtiTool tool, Launch launch, LtiContent content, Enrollment enrollment, JsonNode edition) {
        var learner = enrollment.learner();
        var link = issuer + "/lti/ags/" + launch.link() + "/lineitems";
        var claims = new LinkedHashMap<String, Object>();
        var name = NameParts.of(learner.name());
        claims.put("name", learner.name());
        claims.put("given_name", name.given());
        claims.put("family_name", name.family());
        claims.put("email", learner.email());
        claims.put("locale", learner.locale().toLanguageTag());
        claims.put(LtiMessage.LTI + "message_type", "LtiResourceLinkRequest");
        claims.put(LtiMessage.LTI + "target_link_uri", content.target(tool).toString());
        claims.put(LtiMessage.LTI + "resource_link", resourceLink(launch, enrollment, edition));
        claims.put(LtiMessage.LTI + "roles", List.of("http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"));
        claims.put(LtiMessage.LTI + "context", context(enrollment));
        claims.put(LtiMessage.LTI + "custom", custom(content, enrollment, edition));
        claims.put(LtiMessage.LTI + "launch_presentation", presentation(enrollment));
        claims.put(
                "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint",
                Map.of("scope", LtiScope.gradeUris(), "lineitems", link, "lineitem", link + "/" + launch.link()));
        claims.put(
                "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice",
                Map.of(
                        "context_memberships_url",
                        issuer + "/lti/nrps/" + launch.link() + "/memberships",
                        "service_versions",
                        List.of("2.0")));
        return claims;
    }

    private static Map<String, Object> resourceLink(Launch launch, Enrollment enrollment, JsonNode edition) {
        return Map.of(
                "id", launch.link().toString(),
                "title", enrollment.course().title(),
                "description", edition.at("/elements/summary").asString(""));
    }

    private static Map<String, Object> context(Enrollment enrollment) {
        var course = enrollment.course();
        return Map.of(
                "id", course.intake().toString(),
                "label", course.providerName(),
                "title", course.title(),
                "type", List.of("http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection"));
    }

    /** What the tool asked for when the course was picked, and what it may know of the offering; ours counts where both name it. */
    private static Map<String, String> custom(LtiContent content, Enrollment enrollment, JsonNode edition) {
        var course = enrollment.course();
        var custom = new HashMap<>(content.custom());
        custom.put("offering", course.offering().toString());
        custom.put("edition", Integer.toString(course.edition()));
        custom.put("external_id", edition.at("/source/externalId").asString(""));
        custom.put("outcomes", outcomes(edition));
        return custom;
    }

    private Map<String, String> presentation(Enrollment enrollment) {
        return Map.of(
                "document_target",
                "window",
                "locale",
                enrollment.learner().locale().toLanguageTag(),
                "return_url",
                issuer + "/learning");
    }

    private static String outcomes(JsonNode edition) {
        return edition.at("/elements/outcomes")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.joining("\n"));
    }
}
