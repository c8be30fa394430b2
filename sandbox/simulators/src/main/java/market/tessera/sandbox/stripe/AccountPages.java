package market.tessera.sandbox.stripe;

import static market.tessera.sandbox.stripe.Templates.escaped;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import tools.jackson.databind.node.ObjectNode;

/**
 * The hosted pages on which an account is filled in, and looked at from then on. A link to one opens it once (Stripe documentation, "Account Links",
 * "Login Links").
 */
final class AccountPages {
    private static final String PAGE = "/setup/{account}/{token}";
    private static final String DASHBOARD = "/express/{account}/{token}";
    private static final String SETUP = Templates.template("setup.html");
    private static final String EXPRESS = Templates.template("express.html");
    private static final Duration GOOD_FOR = Duration.ofMinutes(5);

    private final StripeObjects objects;
    private final Accounts accounts;
    private final Clock clock;
    private final AtomicReference<String> base = new AtomicReference<>("");

    AccountPages(StripeObjects objects, Accounts accounts, Clock clock) {
        this.objects = objects;
        this.accounts = accounts;
        this.clock = clock;
    }

    void pagesAt(String address) {
        base.set(address);
    }

    /** An account link. */
    ObjectNode link(FormBody request) {
        if (!request.required("type").equals("account_onboarding")) {
            throw ApiError.invalid("type", "This simulator knows type `account_onboarding` only.");
        }
        var account = accounts.get(request.required("account")).path("id").asString();
        var token = StripeObjects.newId("link");
        var expires = clock.instant().plus(GOOD_FOR).getEpochSecond();
        objects.put(StripeObjects.object()
                .put("id", token)
                .put("object", "simulator.account_link")
                .put("account", account)
                .put("refresh_url", request.required("refresh_url"))
                .put("return_url", request.required("return_url"))
                .put("expires_at", expires)
                .put("opened", false));
        return StripeObjects.object()
                .put("object", "account_link")
                .put("created", clock.instant().getEpochSecond())
                .put("expires_at", expires)
                .put("url", "%s/setup/%s/%s".formatted(base.get(), account, token));
    }

    /** A login link. */
    ObjectNode login(String id) {
        var account = accounts.get(id);
        if (!account.path("details_submitted").asBoolean()) {
            throw ApiError.refused("", "Cannot create a login link for an account that has not completed onboarding.");
        }
        return StripeObjects.object()
                .put("object", "login_link")
                .put("created", clock.instant().getEpochSecond())
                .put("url", "%s/express/%s/%s".formatted(base.get(), id, StripeObjects.newId("login")));
    }

    HttpServerRoutes routes(HttpServerRoutes routes) {
        return routes.get(DASHBOARD, (request, response) -> Templates.html(response, 200, EXPRESS))
                .get(PAGE, (request, response) -> show(request, response))
                .post(
                        PAGE,
                        (request, response) -> Templates.form(request)
                                .flatMap(form ->
                                        finish(request, form.text("outcome").orElse(""), response)));
    }

    private Mono<Void> show(HttpServerRequest request, HttpServerResponse response) {
        return link(request)
                .map(link -> isGood(link) ? openOrBack(link, response) : to(response, link, "refresh_url"))
                .orElseGet(() -> response.sendNotFound().then());
    }

    /** Whoever is asked for nothing more is sent back at once. */
    private Mono<Void> openOrBack(ObjectNode link, HttpServerResponse response) {
        var account = accounts.get(link.path("account").asString());
        return account.path("details_submitted").asBoolean()
                        && account.path("requirements").path("currently_due").isEmpty()
                ? to(response, link, "return_url")
                : open(link, response);
    }

    private Mono<Void> open(ObjectNode link, HttpServerResponse response) {
        objects.put(link.put("opened", true));
        var name = accounts.get(link.path("account").asString())
                .path("business_profile")
                .path("name")
                .asString("this institution");
        return Templates.html(
                response,
                200,
                Templates.fill(SETUP, Map.of("title", "Get paid: " + escaped(name), "name", escaped(name))));
    }

    private Mono<Void> finish(HttpServerRequest request, String outcome, HttpServerResponse response) {
        var found = link(request);
        if (found.isEmpty()) {
            return response.sendNotFound().then();
        }
        var account = found.get().path("account").asString();
        switch (outcome) {
            case "complete" -> accounts.complete(account);
            case "pending" -> accounts.submit(account);
            default -> accounts.get(account);
        }
        return to(response, found.get(), "return_url");
    }

    private boolean isGood(ObjectNode link) {
        return !link.path("opened").asBoolean()
                && link.path("expires_at").asLong() > clock.instant().getEpochSecond();
    }

    private Optional<ObjectNode> link(HttpServerRequest request) {
        return Optional.ofNullable(request.param("token"))
                .flatMap(objects::find)
                .filter(object -> object.path("object").asString().equals("simulator.account_link"))
                .filter(link -> link.path("account").asString().equals(request.param("account")));
    }

    private static Mono<Void> to(HttpServerResponse response, ObjectNode link, String where) {
        return response.status(HttpResponseStatus.SEE_OTHER)
                .header("Location", link.path(where).asString())
                .send()
                .then();
    }
}
