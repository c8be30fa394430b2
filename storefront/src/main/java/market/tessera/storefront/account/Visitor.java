package market.tessera.storefront.account;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * Who is at the other end of a request, as far as that can be seen.
 *
 * @param network an IPv4 address, or the first half of an IPv6 one: its owner has the other half to choose from
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
                network(request.getRemoteAddress()), device(agent), locale == null ? Locale.ENGLISH : locale);
    }

    static String device(String agent) {
        return "%s, %s".formatted(first(BROWSERS, agent), first(SYSTEMS, agent));
    }

    private static String network(@org.jspecify.annotations.Nullable InetSocketAddress remote) {
        var address = remote == null ? null : remote.getAddress();
        if (address == null) {
            return "unknown";
        }
        return address instanceof Inet6Address ? network64(address) : address.getHostAddress();
    }

    private static String network64(InetAddress address) {
        return HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), 8)) + "::/64";
    }

    private static String first(List<Map.Entry<String, String>> known, String agent) {
        return known.stream()
                .filter(entry -> agent.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("?");
    }
}
