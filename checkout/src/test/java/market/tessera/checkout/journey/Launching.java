package market.tessera.checkout.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.Map;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases.Bought;

/** The steps a browser takes from the shelf into a course. */
public final class Launching {
    private Launching() {}

    /** From the click to the tool's request at our authorization endpoint. */
    public static String authorizationRequest(LearnerBrowser browser, Bought bought) {
        var login = browser.get("/lti/launch/" + bought.enrollment());
        assertThat(login.statusCode()).isEqualTo(302);
        return LearnerBrowser.location(browser.follow(login));
    }

    /** The page with the id token in its form. */
    public static HttpResponse<String> form(LearnerBrowser browser, Bought bought) {
        var form = browser.get(authorizationRequest(browser, bought));
        assertThat(form.statusCode()).isEqualTo(200);
        return form;
    }

    /** What the tool is told: who it is, and where scores go. */
    public record Told(String userId, String lineItem) {}

    public static Told told(HttpResponse<String> form) {
        try {
            var claims = SignedJWT.parse(LearnerBrowser.field(form, "id_token")).getJWTClaimsSet();
            var scores = claims.getJSONObjectClaim("https://purl.imsglobal.org/spec/lti-ags/claim/endpoint");
            return new Told(claims.getSubject(), scores.get("lineitem").toString());
        } catch (ParseException malformed) {
            throw new AssertionError(malformed);
        }
    }

    public static HttpResponse<String> submit(LearnerBrowser browser, HttpResponse<String> form, String idToken) {
        var target = LearnerBrowser.match(form.body(), "action=\"(http[^\"]*/lti/launch)\"");
        return browser.post(target, Map.of("id_token", idToken, "state", LearnerBrowser.field(form, "state")));
    }

    public static HttpResponse<String> intoCourse(LearnerBrowser browser, Bought bought) {
        var form = form(browser, bought);
        var answer = submit(browser, form, LearnerBrowser.field(form, "id_token"));
        assertThat(answer.statusCode()).isEqualTo(303);
        return browser.follow(answer);
    }
}
