package market.tessera.checkout.deeplink;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.checkout.lti.LtiContent;
import market.tessera.checkout.lti.LtiTool;
import market.tessera.platform.outbound.Outbound;
import org.jspecify.annotations.Nullable;

/** What a tool has answered: the first resource link that can be opened. */
final class ContentItems {
    private static final String ITEMS = "https://purl.imsglobal.org/spec/lti-dl/claim/content_items";
    private static final int LONGEST_TITLE = 300;
    private static final int MOST_PARAMETERS = 50;
    private static final int LONGEST_PARAMETER = 1_000;

    private ContentItems() {}

    /** Nothing if nothing was picked, or only what leads away from the tool. */
    static Optional<LtiContent> first(JWTClaimsSet answer, LtiTool tool, Outbound outbound) {
        return answer.getClaim(ITEMS) instanceof List<?> items
                ? items.stream()
                        .filter(Map.class::isInstance)
                        .map(item -> (Map<?, ?>) item)
                        .filter(item -> "ltiResourceLink".equals(item.get("type")))
                        .flatMap(item -> content(item, tool, outbound).stream())
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<LtiContent> content(Map<?, ?> item, LtiTool tool, Outbound outbound) {
        var custom = custom(item.get("custom"));
        var title = text(item.get("title"), LONGEST_TITLE);
        if (item.get("url") == null) {
            return Optional.of(new LtiContent(null, title, custom));
        }
        return outbound.address(item.get("url").toString())
                .filter(url -> isOf(tool, url))
                .map(url -> new LtiContent(url, title, custom));
    }

    /** Learners' data go to the tool's own hosts alone. */
    private static boolean isOf(LtiTool tool, URI url) {
        return Stream.concat(tool.redirectUris().stream(), Stream.of(tool.targetLinkUri()))
                .anyMatch(known -> url.getScheme().equals(known.getScheme())
                        && url.getRawAuthority().equalsIgnoreCase(known.getRawAuthority()));
    }

    private static Map<String, String> custom(@Nullable Object said) {
        var custom = new HashMap<String, String>();
        if (said instanceof Map<?, ?> parameters) {
            parameters.entrySet().stream()
                    .limit(MOST_PARAMETERS)
                    .forEach(parameter -> custom.put(
                            text(parameter.getKey(), LONGEST_PARAMETER),
                            text(parameter.getValue(), LONGEST_PARAMETER)));
        }
        return custom;
    }

    private static String text(@Nullable Object said, int longest) {
        var text = said == null ? "" : said.toString();
        return text.substring(0, Math.min(text.length(), longest));
    }
}
