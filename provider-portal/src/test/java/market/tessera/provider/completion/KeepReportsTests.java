package market.tessera.provider.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.completion.CompletionReport.Score;
import market.tessera.provider.completion.Reporting.Closed;
import market.tessera.provider.completion.Reporting.Contradicted;
import market.tessera.provider.completion.Reporting.Repeated;
import market.tessera.provider.completion.Reporting.Taken;
import market.tessera.provider.completion.Reporting.Unknown;
import market.tessera.provider.enrollment.Enrollment.State;
import market.tessera.provider.tenancy.Tenants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Words that come at the same time and are kept in one transaction. */
@PortalTest
class KeepReportsTests {
    private static final UUID KEY = UUID.randomUUID();
    private static final Instant MORNING = Instant.parse("2026-11-20T08:00:00Z");
    private static final Instant EVENING = Instant.parse("2026-11-20T20:00:00Z");

    @Autowired
    private Cast cast;

    @Autowired
    private KeepReports keep;

    private UUID nordkyst;

    @BeforeEach
    void anInstitution() {
        nordkyst = cast.institution("Nordkyst");
    }

    @Test
    void answersEachAsIfTheyHadComeOneAfterTheOther() {
        var anna = enrolled(State.ACTIVE);
        var bea = enrolled(State.CONFIRMED);
        var carl = enrolled(State.WITHDRAWN);
        var first = report(anna, EVENING, "Merit");
        var earlierButLater = report(anna, MORNING, "Pass");
        var strange = UUID.randomUUID();

        var answers = keep.keep(List.of(
                        word(first),
                        word(report(carl, EVENING, null)),
                        word(first),
                        word(earlierButLater),
                        word(report(strange, EVENING, null)),
                        word(report(bea, EVENING, null))))
                .block();

        assertThat(answers)
                .containsExactly(
                        new Taken(first),
                        new Closed(State.WITHDRAWN),
                        new Repeated(first),
                        new Contradicted(first),
                        new Unknown(),
                        new Taken(report(bea, EVENING, null)));
        assertThat(told(anna)).isEqualTo(1);
        assertThat(told(bea)).isEqualTo(1);
        assertThat(told(carl)).isZero();
        assertThat(cast.count(
                        "select count(*) from completion_report where enrollment = :id::uuid and grade = 'Merit' and given = 8.5",
                        anna.toString()))
                .isEqualTo(1);
    }

    @Test
    void knowsNobodyElsesLearners() {
        var anna = enrolled(State.ACTIVE);
        var elsewhere = cast.institution("Another");
        var strange = new Word(Set.of(elsewhere), KEY, report(anna, EVENING, "Fail"), true);

        var answers = keep.keep(List.of(strange, word(report(anna, EVENING, "Merit"))))
                .block();

        assertThat(answers).containsExactly(new Unknown(), new Taken(report(anna, EVENING, "Merit")));
        var bound = keep.keep(List.of(word(report(anna, EVENING, "Merit"))))
                .contextWrite(Tenants.of(List.of(elsewhere))::in)
                .block();
        assertThat(bound)
                .as("a connection that works for another provider does not see the learner at all")
                .containsExactly(new Unknown());
    }

    @Test
    void keepsAllOfThemOrNone() {
        var anna = enrolled(State.ACTIVE);
        var unknown = UUID.randomUUID();
        var bea = enrolled(unknown, State.ACTIVE);
        var both = Set.of(nordkyst, unknown);

        assertThatThrownBy(keep.keep(List.of(
                        new Word(both, KEY, report(anna, EVENING, null), true),
                        new Word(both, KEY, report(bea, EVENING, null), true)))::block)
                .hasMessageContaining("completion_report");

        assertThat(told(anna)).isZero();
        assertThat(keep.keep(List.of(word(report(anna, EVENING, null)))).block())
                .containsExactly(new Taken(report(anna, EVENING, null)));
    }

    private Word word(CompletionReport report) {
        return new Word(Set.of(nordkyst), KEY, report, true);
    }

    private static CompletionReport report(UUID enrollment, Instant at, String grade) {
        return new CompletionReport(enrollment, at, grade, new Score(new BigDecimal("8.5"), BigDecimal.TEN), EVENING);
    }

    private long told(UUID enrollment) {
        return cast.count(
                "select count(*) from event_log where type = 'completion.reported' and subject = :id",
                enrollment.toString());
    }

    private UUID enrolled(State state) {
        return enrolled(nordkyst, state);
    }

    private UUID enrolled(UUID provider, State state) {
        var id = UUID.randomUUID();
        cast.database()
                .sql("""
                        insert into enrollment (id, provider, offering, offering_title, learner_name, learner_email, state, at, version)
                        values (:id, :provider, gen_random_uuid(), 'Offshore wind', 'Mia Berg', 'mia@example.org', :state, now(), 1)
                        """)
                .bind("id", id)
                .bind("provider", provider)
                .bind("state", state.key())
                .then()
                .block();
        return id;
    }
}
