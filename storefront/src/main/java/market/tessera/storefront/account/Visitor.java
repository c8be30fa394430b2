package market.tessera.storefront.account;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * Who is at the other end of a request, as far as that can be seen.
 *
 * @param network an IPv4 address, or the first half of an IPv6 one: its owner has the other half to choose from
 * @param device browser and system in a few words, such as {@code Firefox, Linux}
 */
public record Visitor(String network, String device, Locale locale) {
    private static final int IPV6_BYTES = 16;
    private static final int IPV6_NETWORK_BYTES = 8;
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
        var known = Stream.of(BROWSERS, SYSTEMS)
                .flatMap(names -> names.stream()
                        .filter(entry -> agent.contains(entry.getKey()))
                        .limit(1))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(", "));
        return known.isEmpty() ? "unknown" : known;
    }

    private static String network(@Nullable InetSocketAddress remote) {
        var address = remote == null ? null : remote.getAddress();
        if (address == null) {
            return "unknown";
        }
        return address instanceof Inet6Address && !address.isLoopbackAddress()
                ? firstHalf(address)
                : address.getHostAddress();
    }

    private static String firstHalf(InetAddress address) {
        var bytes = Arrays.copyOf(Arrays.copyOf(address.getAddress(), IPV6_NETWORK_BYTES), IPV6_BYTES);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
