package market.tessera.checkout.lti;

import java.net.URI;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Where a browser is sent to come back as somebody whom the tool expects (LTI 1.3 core, section 5.1.1.1). */
@Component
public class LtiLogins {
    private final String issuer;

    LtiLogins(@Value("${tessera.public-url}") String issuer) {
        this.issuer = issuer;
    }

    /**
     * The tool's login, with all that it needs to come back.
     *
     * @param target what is to be opened
     * @param loginHint whom the tool is to expect
     * @param hint what we know the message by when it comes back
     */
    public URI address(LtiTool tool, URI target, String loginHint, UUID hint) {
        return UriComponentsBuilder.fromUri(tool.loginUrl())
                .queryParam("iss", "{iss}")
                .queryParam("client_id", "{client}")
                .queryParam("lti_deployment_id", "{deployment}")
                .queryParam("target_link_uri", "{target}")
                .queryParam("login_hint", "{login}")
                .queryParam("lti_message_hint", hint)
                .encode()
                .buildAndExpand(issuer, tool.clientId(), tool.deploymentId(), target, loginHint)
                .toUri();
    }
}
