package market.tessera.sandbox.lms;

import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the tool does: lets learners in by LTI launch, shows their course, reports what they achieve. */
final class Tool {
    private static final String STATE = "lms_state";
    private static final String SESSION = "lms_session";

    private final Platform platform;
    private final IdTokenCheck check;
    private final Journal journal;
    private final String clientId;
    private final URI launchUrl;
    private final Map<String, String> nonces = new ConcurrentHashMap<>();
    private final Map<String, String> sessions = new ConcurrentHashMap<>();

    Tool(Platform platform, IdTokenCheck check, Journal journal, String clientId, URI launchUrl) {
        this.platform = platform;
        this.check = check;
        this.journal = journal;
        this.clientId = clientId;
        this.launchUrl = launchUrl;
    }

    /** OpenID Connect third-party initiated login: back to the platform with a state and a nonce of our own. */
    void login(Exchange exchange) throws IOException {
        var given = exchange.parameters();
        if (!platform.issuer().equals(given.get("iss")) || !given.containsKey("login_hint")) {
            exchange.html(400, CoursePages.refused("This platform is not registered here."));
            return;
        }
        var state = UUID.randomUUID().toString();
        var nonce = UUID.randomUUID().toString();
        nonces.put(state, nonce);
        exchange.withCookie(STATE, state)
                .redirect(
                        302,
                        platform.authorization(Map.of(
                                "scope",
                                "openid",
                                "response_type",
                                "id_token",
                                "response_mode",
                                "form_post",
                                "prompt",
                                "none",
                                "client_id",
                                clientId,
                                "redirect_uri",
                                launchUrl.toString(),
                                "login_hint",
                                given.get("login_hint"),
                                "lti_message_hint",
                                given.getOrDefault("lti_message_hint", ""),
                                "state",
                                state,
                                "nonce",
                                nonce)));
    }

    /** The id token arrives; a state that this browser did not start with, or has used, is refused. */
    void launch(Exchange exchange) throws IOException {
        var given = exchange.parameters();
        var state = given.getOrDefault("state", "");
        var nonce = exchange.cookie(STATE).filter(state::equals).map(nonces::remove);
        var claims = nonce.flatMap(expected -> check.claims(given.getOrDefault("id_token", ""), expected));
        if (claims.isEmpty()) {
            exchange.html(
                    401, CoursePages.refused("This launch is not valid. Please open the course from Tessera again."));
            return;
        }
        var place = place(claims.get());
        journal.keep(place);
        var session = UUID.randomUUID().toString();
        sessions.put(session, place.id());
        exchange.withCookie(SESSION, session).redirect(303, URI.create("/course"));
    }

    void course(Exchange exchange) throws IOException {
        var place = visitor(exchange);
        if (place.isEmpty()) {
            exchange.html(401, CoursePages.refused("You are not signed in. Please open the course from Tessera."));
            return;
        }
        exchange.html(200, CoursePages.course(place.get(), null));
    }

    /** The learner is done: the result goes to the platform before the page says so. */
    void complete(Exchange exchange) throws IOException {
        var place = visitor(exchange);
        var score = score(exchange.parameters().get("score"));
        if (!exchange.isPost() || place.isEmpty() || score.isEmpty()) {
            exchange.html(
                    400, CoursePages.refused("Please open the course from Tessera, and enter a result from 0 to 100."));
            return;
        }
        var status = platform.send(
                place.get().lineItem(), ScoreReport.completed(place.get().user(), Instant.now(), score.get()));
        if (status / 100 != 2) {
            exchange.html(
                    502,
                    CoursePages.course(place.get(), "Tessera did not take the result (" + status + "). Try again."));
            return;
        }
        journal.keep(place.get().with(score.get()));
        exchange.redirect(303, URI.create("/course"));
    }

    private Optional<Place> visitor(Exchange exchange) {
        return exchange.cookie(SESSION).map(sessions::get).flatMap(journal::find);
    }

    private Place place(JWTClaimsSet claims) {
        try {
            var link = object(claims, "resource_link");
            var custom = object(claims, "custom");
            var scores = claims.getJSONObjectClaim("https://purl.imsglobal.org/spec/lti-ags/claim/endpoint");
            var place = new Place(
                    claims.getSubject(),
                    text(link, "id"),
                    String.valueOf(claims.getStringClaim("name")),
                    text(object(claims, "context"), "title"),
                    text(object(claims, "context"), "label"),
                    text(link, "description"),
                    Arrays.stream(text(custom, "outcomes").split("\n"))
                            .filter(line -> !line.isBlank())
                            .toList(),
                    text(scores, "lineitem"),
                    text(object(claims, "launch_presentation"), "return_url"),
                    null);
            return place.keeping(journal.find(place.id()).map(Place::score).orElse(null));
        } catch (ParseException malformed) {
            throw new IllegalArgumentException("The id token has claims of the wrong kind", malformed);
        }
    }

    private static Map<String, Object> object(JWTClaimsSet claims, String name) throws ParseException {
        var object = claims.getJSONObjectClaim(IdTokenCheck.LTI + name);
        return object == null ? Map.of() : object;
    }

    private static String text(@Nullable Map<String, Object> object, String member) {
        var value = object == null ? null : object.get(member);
        return value == null ? "" : value.toString();
    }

    private static Optional<Integer> score(@Nullable String text) {
        return text != null
                        && List.of(1, 2, 3).contains(text.length())
                        && text.chars().allMatch(Character::isDigit)
                ? Optional.of(Integer.parseInt(text)).filter(score -> score <= 100)
                : Optional.empty();
    }
}
