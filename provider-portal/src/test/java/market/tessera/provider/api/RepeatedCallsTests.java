package market.tessera.provider.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import market.tessera.provider.PortalTest;
import market.tessera.provider.Program;
import market.tessera.provider.Program.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** What is sent again, because the answer was lost or by mistake. */
class RepeatedCallsTests extends ProgramOfAnInstitution {
    @Autowired
    private DatabaseClient database;

    @Test
    void createsOnceHoweverOftenItIsSent() {
        var body = "{\"elements\": {\"title\": \"Offshore wind\"}, \"intakes\": [{\"selfPaced\": true}]}";
        var key = UUID.randomUUID().toString();

        var answers = IntStream.range(0, 4)
                .parallel()
                .mapToObj(_ -> cast.again(author).postOnce(key, OFFERINGS, body))
                .toList();

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(answer -> answer.text("/id"))
                .containsOnly(answers.getFirst().text("/id"));
        assertThat(author.get(OFFERINGS).body().at("/items").size()).isEqualTo(1);
        assertThat(author.postOnce(key, OFFERINGS, "{\"elements\": {\"title\": \"Another\"}}")
                        .type())
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void doesAnewWhatIsSentWithAKeyWhoseWeekIsOver() {
        var body = "{\"elements\": {\"title\": \"Offshore wind\"}}";
        var keys = List.of(UUID.randomUUID().toString(), UUID.randomUUID().toString());
        var first =
                keys.stream().map(key -> author.postOnce(key, OFFERINGS, body)).toList();
        database.sql("update idempotent_answer set created_at = now() - interval '8 days' where key = any(:keys)")
                .bind("keys", keys.toArray(String[]::new))
                .then()
                .block();

        var answers = IntStream.range(0, 4)
                .parallel()
                .mapToObj(_ -> cast.again(author).postOnce(keys.getFirst(), OFFERINGS, body))
                .toList();

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(answer -> answer.text("/id"))
                .containsOnly(answers.getFirst().text("/id"))
                .doesNotContain(first.getFirst().text("/id"));
        assertThat(author.postOnce(keys.getLast(), OFFERINGS, body.replace("wind", "waves"))
                        .status())
                .as("nothing is remembered of the other either")
                .isEqualTo(201);
    }

    @Test
    void doesADeedOnceThoughItsAnswerWasLost() {
        var offering = begin("Offshore wind");
        var key = UUID.randomUUID().toString();

        var first = author.postOnce(key, offering + "/propose", "{}");
        var second = author.postOnce(key, offering + "/propose", "{}");

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.headers().getFirst("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(author.post(offering + "/propose", "{}").type()).isEqualTo("wrong-state");
    }

    @Test
    void answersNoInstitutionWithWhatAnotherWasAnswered() {
        var operator = Program.with(web, PortalTest.OPERATOR_KEY);
        var key = UUID.randomUUID().toString();
        var body = "{\"elements\": {\"title\": \"Offshore wind\"}}";

        var first = operator.postOnce(key, OFFERINGS + "?provider=" + nordkyst, body);
        var second = operator.postOnce(key, OFFERINGS + "?provider=" + cast.institution("Another"), body);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.type()).isEqualTo("idempotency-key-reused");
    }
}
