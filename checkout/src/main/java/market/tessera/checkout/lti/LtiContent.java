package market.tessera.checkout.lti;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The course of a tool that an offering opens.
 *
 * @param url what a launch opens; null for what the tool opens anyway
 * @param custom what the tool wants to be told at each launch
 */
public record LtiContent(@Nullable URI url, String title, Map<String, String> custom) {
    static final LtiContent NONE = new LtiContent(null, "", Map.of());

    /** What a launch opens. */
    public URI target(LtiTool tool) {
        return url == null ? tool.targetLinkUri() : url;
    }
}
