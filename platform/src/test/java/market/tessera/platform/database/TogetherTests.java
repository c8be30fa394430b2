package market.tessera.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class TogetherTests {
    private final List<List<String>> groups = new ArrayList<>();
    private final Queue<Sinks.Empty<Void>> atWork = new ArrayDeque<>();
    private final List<String> answered = new ArrayList<>();
    private final Together<String, String, String> together = new Together<>(3, this::work);

    @Test
    void doesTogetherWhatIsAskedWhileOthersAreAtWork() {
        ask("a", "1");
        ask("a", "2");
        ask("a", "3");
        assertThat(groups).as("who comes alone waits for nobody").containsExactly(List.of("1"));
        assertThat(answered).as("nobody is answered before the work has ended").isEmpty();

        commit();
        assertThat(answered).containsExactly("1 done");
        commit();

        assertThat(groups).containsExactly(List.of("1"), List.of("2", "3"));
        assertThat(answered).containsExactly("1 done", "2 done", "3 done");
        ask("a", "4");
        assertThat(groups).last().isEqualTo(List.of("4"));
    }

    @Test
    void keepsGroupsSmallEnough() {
        List.of("1", "2", "3", "4", "5").forEach(question -> ask("a", question));

        commit();
        commit();
        commit();

        assertThat(groups).containsExactly(List.of("1"), List.of("2", "3", "4"), List.of("5"));
        assertThat(answered).hasSize(5);
    }

    @Test
    void mixesNoKeys() {
        ask("a", "1");
        ask("b", "2");

        assertThat(groups).containsExactly(List.of("1"), List.of("2"));
    }

    @Test
    void triesEachOnItsOwnWhereOneCannotBeDone() {
        ask("a", "1");
        List.of("2", "bad", "3").forEach(question -> ask("a", question));

        commit();
        commit();
        commit();
        commit();
        commit();

        assertThat(answered).containsExactly("1 done", "2 done", "bad refused", "3 done");
    }

    @Test
    void triesNobodyAgainInAnOutage() {
        ask("a", "1");
        List.of("away", "2").forEach(question -> ask("a", question));

        commit();
        commit();

        assertThat(answered).containsExactly("1 done", "away refused", "2 refused");
        assertThat(groups).hasSize(2);
    }

    @Test
    void doesWhatWasAskedThoughWhoAskedHasGone() {
        ask("a", "1");
        var gone = together.ask("a", "2").subscribe();
        ask("a", "3");

        gone.dispose();
        commit();
        commit();

        assertThat(groups).last().isEqualTo(List.of("2", "3"));
        assertThat(answered).containsExactly("1 done", "3 done");
    }

    @Test
    void givesUpWhatIsStuckAndGoesOn() {
        var impatient = new Together<String, String, String>(
                3,
                Duration.ofMillis(1),
                (key, questions) -> questions.contains("stuck") ? Mono.never() : Mono.just(questions));
        var stuck = impatient.ask("a", "stuck").materialize().block();

        assertThat(stuck.getThrowable()).isInstanceOf(DataAccessResourceFailureException.class);
        await().until(() -> "next".equals(impatient.ask("a", "next").block()));
    }

    private void ask(String key, String question) {
        together.ask(key, question).subscribe(answered::add, _ -> answered.add(question + " refused"));
    }

    private void commit() {
        atWork.remove().tryEmitEmpty();
    }

    private Mono<List<String>> work(String key, List<String> questions) {
        var ended = Sinks.<Void>empty();
        groups.add(questions);
        atWork.add(ended);
        return ended.asMono()
                .then(Mono.defer(() -> questions.contains("bad")
                        ? Mono.error(new DataIntegrityViolationException("bad"))
                        : questions.contains("away")
                                ? Mono.error(new DataAccessResourceFailureException("away"))
                                : Mono.just(questions.stream()
                                        .map(question -> question + " done")
                                        .toList())));
    }
}
