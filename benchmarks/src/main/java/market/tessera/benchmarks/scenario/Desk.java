package market.tessera.benchmarks.scenario;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import market.tessera.benchmarks.load.Work;
import market.tessera.benchmarks.stage.Stage;
import market.tessera.benchmarks.stage.StageFailure;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.buyer.Browser.Answer;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** The author of the sample, at work in the portal for an institution with very many offerings. */
final class Desk {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Browser browser;

    private Desk(Browser browser) {
        this.browser = browser;
    }

    /** Gives the author's institution so many of the offerings, and signs in. */
    static Desk of(Stage stage, HttpClient client, int offerings) throws SQLException {
        var author = stage.person("author");
        try (var connection = stage.connect();
                var move = connection.prepareStatement("""
                        update catalog.offering set provider = (
                          select m.provider from catalog.membership m join catalog.staff s on s.id = m.staff where s.email = ? limit 1)
                        where id in (select id from catalog.offering order by id limit ?)
                        """);
                var statistics = connection.createStatement()) {
            move.setString(1, author.email());
            move.setInt(2, offerings);
            move.executeUpdate();
            statistics.execute("analyze catalog.offering, catalog.offering_version, catalog.intake");
        }
        var browser = new Browser(client, stage.site());
        var signedIn = browser.post("/portal/sign-in", Map.of("email", author.email(), "password", author.password()))
                .block(LONGEST);
        if (signedIn == null || signedIn.status() != 303) {
            throw new StageFailure("The author could not sign in");
        }
        return new Desk(browser);
    }

    /** The list, filtered by a word and by the state, as one types and ticks. */
    Work listing(List<String> words) {
        return turn -> browser.get("/portal/offerings?state=published&q=" + words.get((int) (turn % words.size())))
                .map(Desk::good);
    }

    /** What the editor sends while somebody types: all elements with one word more, and the revision that was answered last time. */
    Work saving() {
        var editor = "/portal/offerings/" + newest() + "/edit";
        var revision = new AtomicReference<>(page(editor).field("revision"));
        return turn -> Mono.defer(() -> browser.post(
                        editor + "/autosave",
                        Map.of(
                                "revision", String.valueOf(revision.get()),
                                "title", "An offering that is being written",
                                "summary", "As it stands after change " + turn,
                                "description", "A paragraph of some length. ".repeat(60) + turn,
                                "outcomes", "Interpret wind data\nJudge a survey\nWrite a report",
                                "effort.hours", "50",
                                "costs[0].type", "tuition",
                                "costs[0].amount", Long.toString(100 + turn % 900),
                                "costs[0].currency", "EUR",
                                "languages", "en, nb"))
                .map(Desk::good)
                .doOnNext(answer -> revision.set(answer.field("revision"))));
    }

    private String newest() {
        return page("/portal/offerings?state=published").first("href=\"/portal/offerings/([0-9a-f-]{36})\"");
    }

    private Answer page(String path) {
        var answer = browser.get(path).map(Desk::good).block(LONGEST);
        if (answer == null) {
            throw new StageFailure(path + " did not answer");
        }
        return answer;
    }

    private static Answer good(Answer answer) {
        if (answer.status() != 200 || answer.body().contains("data-state=\"conflict\"")) {
            throw new IllegalStateException("The portal answered %d: %.200s".formatted(answer.status(), answer.body()));
        }
        return answer;
    }
}
