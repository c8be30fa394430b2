package market.tessera.checkout.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.platform.identity.SessionTokens;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ProgressTests extends ReportingCourse {
    @Autowired
    SessionTokens tokens;

    @Test
    void progressIsShownToTheLearnerAndCompletesNothing() {
        posts(statement(
                "progressed",
                bought,
                "2026-03-01T10:00:00Z",
                "\"extensions\": {\"https://w3id.org/xapi/cmi5/result/extensions/progress\": 40}"));

        assertThat(purchases.state(bought)).isEqualTo("CONFIRMED");
        assertThat(LearnerBrowser.of(amara, tokens).get("/learning").body()).contains("Done so far: 40 %");
    }

    @Test
    void howMuchProgressIsToldCostsNothingAndIsBounded() {
        tells("progressed", KeptStatements.MOST - 3);
        posts(progressed("2026-01-01T10:00:00Z", "90", "\"score\": {\"scaled\": 0.7}, "));
        posts(progressed("2026-04-01T10:00:00Z", "40", ""));
        posts(progressed("2026-02-01T10:00:00Z", "60", ""));
        assertThat(share()).as("though others came later").isEqualByComparingTo("0.4");
        assertThat(statements.said(bought.enrollment()).block()).hasSize(2);

        var oneMore = posts(progressed("2026-04-02T10:00:00Z", "50", ""));
        assertThat(oneMore.statusCode()).isEqualTo(409);
        assertThat(oneMore.body()).contains("too-many-statements", "10000");
        assertThat(share()).isEqualByComparingTo("0.4");

        posts(statement("passed", bought, "2026-04-01T11:00:00Z", ""));
        assertThat(purchases.state(bought)).isEqualTo("COMPLETED");
        assertThat(grade()).as("what was said of it last").isEqualTo("70 %");
        tells("failed", KeptStatements.MOST_DECIDING - 1);
        assertThat(posts(statement("failed", bought, "2026-04-01T12:00:00Z", ""))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void aFigureThatIsNoShareIsLeftAsideOrTheWhole() {
        for (var none : List.of("\"0.5\"", "-0.2", "1e50", "{}")) {
            posts(statement("passed", bought, "2026-03-01T10:00:00Z", "\"score\": {\"scaled\": " + none + "}"));
        }
        assertThat(purchases.count(
                        "select count(*) from completion where enrollment = $1 and grade is null", bought.enrollment()))
                .isEqualTo(1);

        posts(statement("passed", bought, "2026-03-02T10:00:00Z", "\"score\": {\"scaled\": 7}"));
        posts(progressed("2026-03-03T10:00:00Z", "33.5", ""));

        assertThat(grade()).isEqualTo("100 %");
        assertThat(share()).isEqualByComparingTo("0.335");
    }

    /** So often, every ten seconds. */
    private void tells(String verb, int times) {
        purchases.run("""
                insert into xapi_statement (provider, id, enrollment, verb, said_at, stored_at, body)
                select '%s', gen_random_uuid(), '%s', '%s', timestamptz '2026-03-01' + n * interval '10 seconds', now(), jsonb_build_object('result',
                  jsonb_build_object('extensions', jsonb_build_object('https://w3id.org/xapi/cmi5/result/extensions/progress', n %% 30)))
                from generate_series(1, %d) as n
                """.formatted(course.provider(), bought.enrollment(), ADL + verb, times));
    }

    private BigDecimal share() {
        return purchases.one("select share from progress where enrollment = $1", BigDecimal.class, bought.enrollment());
    }
}
