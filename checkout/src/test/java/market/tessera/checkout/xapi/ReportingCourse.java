package market.tessera.checkout.xapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Purchases.Bought;
import market.tessera.checkout.Purchases.Course;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.client.SystemClient.Purpose;
import market.tessera.checkout.client.SystemClients;
import market.tessera.checkout.client.SystemClients.Made;
import market.tessera.platform.identity.Person;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

@CheckoutTest
abstract class ReportingCourse {
    static final String ADL = "http://adlnet.gov/expapi/verbs/";
    static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    Purchases purchases;

    @Autowired
    SystemClients clients;

    @Autowired
    KeptStatements statements;

    final Person amara = Purchases.learner("Amara Okafor");
    Course course;
    UUID connection;
    Made key;
    Bought bought;

    @BeforeEach
    void aLearnerInACourseThatReports() {
        course = purchases.course("Infection control in home care");
        connection = purchases.connects(course.provider(), "HAND");
        key = clients.add(course.provider(), connection, Purpose.XAPI, "test").block();
        bought = purchases.buys(amara, course);
    }

    static String statement(String verb, Bought about, String at, String result) {
        return """
                {"actor": {"account": {"homePage": "https://campus.example.edu", "name": "17"}},
                 "verb": {"id": "%s%s"}, "object": {"id": "https://campus.example.edu/courses/1"}, "timestamp": "%s",
                 "result": {%s}, "context": {"registration": "%s"}}
                """.formatted(ADL, verb, at, result, about.enrollment());
    }

    String progressed(String at, String percent, String more) {
        return statement(
                "progressed",
                bought,
                at,
                more + "\"extensions\": {\"https://w3id.org/xapi/cmi5/result/extensions/progress\": " + percent + "}");
    }

    String grade() {
        return purchases.one("select grade from enrollment where id = $1", String.class, bought.enrollment());
    }

    HttpResponse<String> posts(String body) {
        return send(request("/statements", key).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String query) {
        return send(request("/statements" + query, key).GET());
    }

    static HttpRequest.Builder request(String path, Made key) {
        var credentials = (key.id() + ":" + key.secret()).getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(URI.create(Surroundings.ORIGIN + "/xapi" + path))
                .header("Content-Type", "application/json")
                .header("X-Experience-API-Version", "1.0.3")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
