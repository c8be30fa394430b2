package market.tessera.sandbox.launcher;

import java.util.List;

/** Which application answers which path under the one origin. The longest prefix wins; {@code deploy/nginx.conf} says the same. */
final class Routes {
    static final String STOREFRONT = "storefront";
    static final String CHECKOUT = "checkout";
    static final String PORTAL = "provider-portal";
    static final String SANDBOX = "sandbox";

    private static final List<Route> ROUTES = List.of(
            new Route("/basket", CHECKOUT),
            new Route("/checkout", CHECKOUT),
            new Route("/orders", CHECKOUT),
            new Route("/learning", CHECKOUT),
            new Route("/waitlist", CHECKOUT),
            new Route("/reviews", CHECKOUT),
            new Route("/badges", CHECKOUT),
            new Route("/verify", CHECKOUT),
            new Route("/webhooks", CHECKOUT),
            new Route("/lti", CHECKOUT),
            new Route("/ims", CHECKOUT),
            new Route("/xapi", CHECKOUT),
            new Route("/.well-known/openid-credential-issuer", CHECKOUT),
            new Route("/.well-known/oauth-authorization-server", CHECKOUT),
            new Route("/assets/checkout", CHECKOUT),
            new Route("/portal", PORTAL),
            new Route("/media", PORTAL),
            new Route("/api/v1/imports", PORTAL),
            new Route("/api/v1/provider", PORTAL),
            new Route("/assets/provider-portal", PORTAL),
            new Route("/sandbox", SANDBOX));

    private Routes() {}

    static List<Route> all() {
        return ROUTES;
    }

    /** Name of the application that owns a path; what nobody else owns is the storefront's. */
    static String owner(String path) {
        return ROUTES.stream()
                .filter(route -> route.matches(path))
                .map(Route::owner)
                .findFirst()
                .orElse(STOREFRONT);
    }

    record Route(String prefix, String owner) {
        boolean matches(String path) {
            return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
        }
    }
}
