package market.tessera.checkout.deeplink;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.launch.BegunMessages;
import market.tessera.checkout.lti.LtiLogins;
import market.tessera.checkout.lti.LtiMessage;
import market.tessera.checkout.lti.LtiTool;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.SessionTokens;
import market.tessera.platform.identity.SessionTokens.Session;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Sends an administrator to the tool, which shows what there is to pick (LTI Deep Linking 2.0, section 2). */
@Service
public class BeginPicking implements BegunMessages {
    private static final String SETTINGS = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings";

    private final Pickings pickings;
    private final LtiLogins logins;
    private final SessionTokens sessions;
    private final String issuer;

    BeginPicking(
            Pickings pickings,
            LtiLogins logins,
            SessionTokens sessions,
            @Value("${tessera.public-url}") String issuer) {
        this.pickings = pickings;
        this.logins = logins;
        this.sessions = sessions;
        this.issuer = issuer;
    }

    /** Where the browser goes; nothing if the offering is not one of the provider's. */
    public Mono<URI> begin(Person person, UUID provider, UUID offering, LtiTool tool) {
        return pickings.begin(new Picking(
                        UUID.randomUUID(),
                        person.id(),
                        person.name(),
                        person.email(),
                        provider,
                        offering,
                        tool.clientId()))
                .map(picking ->
                        logins.address(tool, tool.targetLinkUri(), person.id().toString(), picking.id()));
    }

    @Override
    public Mono<LtiMessage> take(UUID hint, String loginHint, LtiTool tool, ServerHttpRequest visitor) {
        return Mono.justOrEmpty(sessions.read(visitor, Person.Kind.STAFF))
                .map(Session::person)
                .filter(person -> person.id().toString().equals(loginHint))
                .flatMap(person -> pickings.show(hint, person.id(), tool.clientId()))
                .map(picking -> message(picking, tool));
    }

    private LtiMessage message(Picking picking, LtiTool tool) {
        return new LtiMessage(
                picking.person().toString(),
                tool.targetLinkUri(),
                picking.name(),
                Map.of(
                        "name",
                        picking.name(),
                        "email",
                        picking.email(),
                        LtiMessage.LTI + "message_type",
                        "LtiDeepLinkingRequest",
                        LtiMessage.LTI + "target_link_uri",
                        tool.targetLinkUri().toString(),
                        LtiMessage.LTI + "roles",
                        List.of(
                                "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator",
                                "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"),
                        LtiMessage.LTI + "context",
                        Map.of(
                                "id", picking.offering().toString(),
                                "type", List.of("http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering")),
                        SETTINGS,
                        settings(picking)));
    }

    private Map<String, Object> settings(Picking picking) {
        return Map.of(
                "deep_link_return_url",
                issuer + "/lti/deep-link",
                "accept_types",
                List.of("ltiResourceLink"),
                "accept_presentation_document_targets",
                List.of("window"),
                "accept_multiple",
                false,
                "accept_lineitem",
                false,
                "auto_create",
                true,
                "data",
                picking.id().toString());
    }
}
