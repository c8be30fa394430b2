package market.tessera.storefront.account;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.platform.identity.Network;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * Who is at the other end of a request, as far as that can be seen.
 *
 * @param network see {@link Network}
 * @param device browser and system in a few words, such as {@code Firefox, Linux}
 */
public record Visitor(String network, String device, Locale locale) {
    private static final List<Map.Entry<String, String>> BROWSERS = List.of(
            Map.entry("Edg", "Edge"),
            Map.entry("OPR/", "Opera"),
            Map.entry("SamsungBrowser", "Samsung Internet"),
            Map.entry("Firefox", "Firefox"),
            Map.entry("FxiOS", "Firefox"),
            Map.entry("CriOS", "Chrome"),
            Map.entry("Chrome", "Chrome"),
            Map.entry("Safari", "Safari"));
    private static final List<Map.Entry<String, String>> SYSTEMS = List.of(
            Map.entry("Android", "Android"),
            Map.entry("iPhone", "iPhone"),
            Map.entry("iPad", "iPad"),
            Map.entry("Windows", "Windows"),
            Map.entry("Mac OS X", "macOS"),
            Map.entry("CrOS", "ChromeOS"),
            Map.entry("Linux", "Linux"));

    public static Visitor of(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var agent = Optional.ofNullable(request.getHeaders().getFirst(HttpHeaders.USER_AGENT))
                .orElse("");
        var locale = exchange.getLocaleContext().getLocale();
        return new Visitor(
                Network.of(request.getRemoteAddress()), device(agent), locale == null ? Locale.ENGLISH : locale);
    }

    static String device(String agent) {
        var known = Stream.of(BROWSERS, SYSTEMS)
                .flatMap(names -> names.stream()
                        .filter(entry -> agent.contains(entry.getKey()))
                        .limit(1))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(", "));
        return known.isEmpty() ? "unknown" : known;
    }
}
