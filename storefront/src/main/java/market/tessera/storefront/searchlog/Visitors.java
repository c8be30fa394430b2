package market.tessera.storefront.searchlog;

import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/** Tells people from what says of itself that it is none. Looks at what is sent, keeps nothing of it. */
final class Visitors {
    private static final Pattern PROGRAM =
            Pattern.compile("(?i)bot|crawl|spider|slurp|preview|monitor|curl|wget|python|java|http");

    private Visitors() {}

    static boolean isSomebody(HttpHeaders headers) {
        var agent = headers.getFirst(HttpHeaders.USER_AGENT);
        var purpose = headers.getFirst("Sec-Purpose");
        return agent != null && !PROGRAM.matcher(agent).find() && (purpose == null || !purpose.startsWith("prefetch"));
    }
}
