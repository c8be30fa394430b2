package market.tessera.checkout.lti;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.keys.SigningKey;
import market.tessera.checkout.keys.SigningKeys;
import market.tessera.checkout.offer.Editions;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Writes the token that tells a tool who has come and for what (LTI 1.3 core, section 5.3). */
@Component
class IdTokens {
    private static final String LTI = "https://purl.imsglobal.org/spec/lti/claim/";
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final SigningKeys keys;
    private final Editions editions;
    private final Clock clock;
    private final String issuer;

    IdTokens(SigningKeys keys, Editions editions, Clock clock, @Value("${tessera.public-url}") String issuer) {
        this.keys = keys;
        this.editions = editions;
        this.clock = clock;
        this.issuer = issuer;
    }

    Mono<String> issue(LtiTool tool, Launch launch, Enrollment enrollment, String nonce) {
        var course = enrollment.course();
        return Mono.zip(
                        keys.current(PlatformKeys.OWNER, SigningKey.Algorithm.RS256),
                        editions.find(course.offering(), course.edition()).defaultIfEmpty(MissingNode.getInstance()))
                .map(found -> sign(found.getT1(), claims(tool, launch, enrollment, nonce, found.getT2())));
    }

    private JWTClaimsSet claims(LtiTool tool, Launch launch, Enrollment enrollment, String nonce, JsonNode edition) {
        var now = clock.instant();
        var course = enrollment.course();
        var learner = enrollment.learner();
        var scores = issuer + "/lti/ags/" + launch.link() + "/lineitems";
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(tool.clientId())
                .claim("azp", tool.clientId())
                .subject(launch.subject().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .claim("nonce", nonce)
                .claim("name", learner.name())
                .claim("email", learner.email())
                .claim("locale", learner.locale().toLanguageTag())
                .claim(LTI + "message_type", "LtiResourceLinkRequest")
                .claim(LTI + "version", "1.3.0")
                .claim(LTI + "deployment_id", tool.deploymentId())
                .claim(LTI + "target_link_uri", tool.targetLinkUri().toString())
                .claim(
                        LTI + "resource_link",
                        Map.of(
                                "id", launch.link().toString(),
                                "title", course.title(),
                                "description", edition.at("/elements/summary").asString("")))
                .claim(LTI + "roles", List.of("http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"))
                .claim(
                        LTI + "context",
                        Map.of(
                                "id", course.intake().toString(),
                                "label", course.providerName(),
                                "title", course.title(),
                                "type", List.of("http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection")))
                .claim(
                        LTI + "custom",
                        Map.of(
                                "offering", course.offering().toString(),
                                "edition", Integer.toString(course.edition()),
                                "external_id", edition.at("/source/externalId").asString(""),
                                "outcomes", outcomes(edition)))
                .claim(
                        LTI + "launch_presentation",
                        Map.of(
                                "document_target",
                                "window",
                                "locale",
                                learner.locale().toLanguageTag(),
                                "return_url",
                                issuer + "/learning"))
                .claim(
                        LTI + "tool_platform",
                        Map.of("guid", issuer, "name", "Tessera", "product_family_code", "tessera", "url", issuer))
                .claim(
                        "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint",
                        Map.of(
                                "scope",
                                LtiScope.gradeUris(),
                                "lineitems",
                                scores,
                                "lineitem",
                                scores + "/" + launch.link()))
                .build();
    }

    private static String outcomes(JsonNode edition) {
        return edition.at("/elements/outcomes")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.joining("\n"));
    }

    private static String sign(SigningKey key, JWTClaimsSet claims) {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.id())
                .type(JOSEObjectType.JWT)
                .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(key.privateKey()));
        } catch (JOSEException failure) {
            throw new IllegalStateException("An id token could not be signed", failure);
        }
        return token.serialize();
    }
}
