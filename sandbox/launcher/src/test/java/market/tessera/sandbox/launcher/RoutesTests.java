package market.tessera.sandbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTests {
    private static final Pattern LOCATION =
            Pattern.compile("location ~ \\^/(\\S+?)\\(/\\|\\$\\) \\{ proxy_pass http://([a-z-]+);");

    @ParameterizedTest
    @CsvSource({
        "/, storefront",
        "/search, storefront",
        "/api/v1/offerings, storefront",
        "/account/sign-in, storefront",
        "/basket, checkout",
        "/basketball, storefront",
        "/badges/1, checkout",
        "/.well-known/openid-credential-issuer, checkout",
        "/.well-known/security.txt, storefront",
        "/portal, provider-portal",
        "/media/0a1b/card, provider-portal",
        "/api/v1/provider/offerings, provider-portal",
        "/api/v1/providers, storefront",
        "/api/v1/imports/7, provider-portal",
        "/sandbox/inbox, sandbox",
        "/assets/tessera.css, storefront"
    })
    void giveEveryPathToOneApplication(String path, String owner) {
        assertThat(Routes.owner(path)).isEqualTo(owner);
    }

    @Test
    void areTheReverseProxysRoutes() throws IOException {
        var inTheSandbox = Routes.all().stream()
                .filter(route -> !route.owner().equals(Routes.SANDBOX))
                .collect(Collectors.toMap(Routes.Route::prefix, Routes.Route::owner));

        assertThat(proxied()).containsExactlyInAnyOrderEntriesOf(inTheSandbox);
    }

    private static Map<String, String> proxied() throws IOException {
        var routes = new TreeMap<String, String>();
        var locations = LOCATION.matcher(Files.readString(Path.of("../../deploy/nginx.conf")));
        while (locations.find()) {
            for (var prefix : locations.group(1).replaceAll("[()\\\\]", "").split("\\|")) {
                routes.put("/" + prefix, locations.group(2));
            }
        }
        return routes;
    }
}
