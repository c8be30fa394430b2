package market.tessera.checkout.lti;

import java.net.URI;
import java.util.Map;

/**
 * What a tool is told, and who may take it there.
 *
 * @param subject who has come, in the tool's eyes
 * @param target an address of the tool that the message may be sent to beside the registered ones
 * @param title what it is about, for the page on the way
 * @param claims all that is not the same for every message
 */
public record LtiMessage(String subject, URI target, String title, Map<String, Object> claims) {
    /** What LTI's claims begin with. */
    public static final String LTI = "https://purl.imsglobal.org/spec/lti/claim/";
}
