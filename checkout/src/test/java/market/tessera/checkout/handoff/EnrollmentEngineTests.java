package market.tessera.checkout.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Purchases.Course;
import market.tessera.checkout.Shop;
import market.tessera.checkout.connection.Connections;
import market.tessera.checkout.enrollment.ConfirmEnrollment;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.handoff.Handoffs.Lane;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Every learner gets there, once, whatever fails. */
class EnrollmentEngineTests extends LearnersOnTheirWay {
    private static final int LEARNERS = Integer.getInteger("tessera.learners", 2_000);
    private static final Duration OUTAGE = Duration.ofHours(1);

    /** What is due within it is tried together: ten thousand jumps to the next one would be as many queries for nothing. */
    private static final Duration STEP = Duration.ofMinutes(2);

    @Autowired
    AutowireCapableBeanFactory beans;

    @Autowired
    SlowSystems slowSystems;

    @Test
    void losesNobodyAndDoublesNobodyThoughCallsFailTimeOutAndTheProviderIsAwayForAnHour() {
        var clock = new TestClock(Instant.now().plus(Duration.ofDays(3_000)));
        var began = clock.instant();
        var engine = engine(clock);
        purchases.buyInNumbers(course, LEARNERS, began);
        provider.becomesShaky();

        var leaves = Instant.MAX;
        while (waiting() > 0) {
            if (leaves.equals(Instant.MAX) && provider.calls() > LEARNERS) {
                provider.goesAway();
                leaves = clock.instant();
            }
            if (provider.isAway() && clock.instant().isAfter(leaves.plus(OUTAGE))) {
                provider.comesBack();
            }
            if (due(engine) == 0) {
                clock.goesTo(nextDue(course).plus(STEP));
            }
        }

        assertThat(provider.forgeries()).as("calls not signed as agreed").isZero();
        assertThat(count("state = 'CONFIRMED'")).isEqualTo(LEARNERS);
        assertThat(provider.enrolled()).hasSize(LEARNERS);
        assertThat(provider.enrolled().values()).allMatch(times -> times.get() == 1);
        assertThat(purchases.count(
                        "select count(*) from orders o join enrollment e on e.order_id = o.id where e.provider = $1 and o.status = 'FULFILLED'",
                        course.provider()))
                .isEqualTo(LEARNERS);
        assertThat(Duration.between(began, clock.instant()))
                .as("the outage, and the longest pause after it with some failures more")
                .isLessThan(OUTAGE.plus(Duration.ofHours(6)));
    }

    @Test
    void handsOverTheOthersThoughOneFailsAsNobodyHasForeseenAndGivesThatOneUpInTheEnd() {
        var clock = new TestClock(Instant.now().plus(Duration.ofDays(4_000)));
        var broken = purchases.course("Called with a secret that is lost");
        var connection = connectsProgram(broken);
        var secret = purchases.one("select sealed_secret from webhook where connection = $1", byte[].class, connection);
        purchases.run("update webhook set sealed_secret = decode('00', 'hex') where connection = $1", connection);
        purchases.buyInNumbers(broken, 1, clock.instant().minusSeconds(1));
        purchases.buyInNumbers(course, 3, clock.instant());
        var engine = engine(clock);

        while (due(engine) > 0) {
            assertThat(provider.calls()).isLessThanOrEqualTo(3);
        }
        assertThat(count("state = 'CONFIRMED'")).isEqualTo(3);
        assertThat(provider.enrolled()).hasSize(3);
        assertThat(
                        of(
                                broken,
                                "e.state = 'REQUESTED' and h.attempts = 1 and h.failure = 'An error of the marketplace''s own'"))
                .isEqualTo(1);

        while (of(broken, "h.due_at is not null") > 0) {
            clock.goesTo(nextDue(broken));
            due(engine);
        }
        assertThat(of(broken, "e.state = 'FAILED' and h.given_up_at is not null and h.attempts = 60"))
                .isEqualTo(1);
        assertThat(purchases.count(
                        "select count(*) from handoff_failure f join enrollment e on e.id = f.enrollment where e.provider = $1",
                        broken.provider()))
                .isEqualTo(60);
        var pages = "/checkout/connections/" + broken.provider();
        var administrator = shop.administratorOf(broken.provider());
        assertThat(administrator.get(pages).block().body()).contains("Try all of them again");

        purchases.run("update webhook set sealed_secret = $1 where connection = $2", secret, connection);
        administrator.post(pages + "/again", Map.of()).block();
        await().atMost(Shop.PATIENCE).until(() -> of(broken, "e.state = 'CONFIRMED'") == 1);
    }

    @Test
    void givesUpWhatWasTriedToTheLastAndNeverWrittenDown() {
        var clock = new TestClock(Instant.now().plus(Duration.ofDays(5_000)));
        purchases.buyInNumbers(course, 1, clock.instant());
        purchases.run(
                "update handoff set attempts = 60 where enrollment in (select id from enrollment where provider = $1)",
                course.provider());
        var engine = engine(clock);

        while (of(course, "h.due_at is not null") > 0) {
            due(engine);
        }

        assertThat(provider.calls()).isZero();
        assertThat(of(course, "e.state = 'FAILED' and h.given_up_at is not null"))
                .isEqualTo(1);
    }

    @Test
    void leavesAloneWhatAnotherIsAtHoweverLongThatTakesAndTakesUpWhatAnotherHasDroppedThen() {
        var clock = new TestClock(Instant.now().plus(Duration.ofDays(2)));
        purchases.buyInNumbers(course, 1, clock.instant());
        var enrollment = purchases.one("select id from enrollment where provider = $1", UUID.class, course.provider());
        var slow = worker(clock, Duration.ofMillis(300));
        var other = worker(clock, Duration.ofMinutes(1));
        var dies = slow.during(Lane.OTHERS, _ -> Mono.never()).subscribe();
        await().until(() -> of(course, "h.attempts = 1") == 1);

        for (var renewals = 0; renewals < 3; renewals++) {
            var before = nextDue(course);
            clock.goesTo(before.minusMillis(1));
            await().until(() -> nextDue(course).isAfter(before));
        }
        assertThat(taken(other)).doesNotContain(enrollment);

        dies.dispose();
        await().until(() -> {
            clock.goesTo(nextDue(course));
            return taken(other).contains(enrollment);
        });
        assertThat(of(course, "h.attempts = 2")).isEqualTo(1);
    }

    @Test
    void keepsNobodyWaitingForASystemThatIsKnownToBeSlow() {
        slowSystems.took(course.provider(), Duration.ofSeconds(2));
        var released = provider.hesitates();
        var slow = purchases.buys(Purchases.learner("Amara Okafor"), course);
        await().until(() -> provider.calls() > 0);

        var other = purchases.buys(Purchases.learner("Bea Lind"), purchases.course("Taught elsewhere"));
        purchases.awaitState(other, "CONFIRMED");

        assertThat(purchases.state(slow)).isEqualTo("REQUESTED");
        released.countDown();
        purchases.awaitState(slow, "CONFIRMED");
    }

    /** An engine in a time of its own, which the other one does not reach. */
    private HandOver engine(Clock clock) {
        var properties = properties(Duration.ofSeconds(30));
        var slow = new SlowSystems(clock);
        var enrollments = beans.getBean(Enrollments.class);
        var handoffs = handoffs(clock, properties);
        var settlement = (HandoffSettlement) beans.initializeBean(
                new HandoffSettlement(handoffs, beans.getBean(ConfirmEnrollment.class), enrollments, properties),
                "settlementInATimeOfItsOwn");
        return new HandOver(
                new HoldDue(handoffs, slow, properties),
                enrollments,
                beans.getBean(Connections.class),
                new AttemptHandoff(beans.getBean(ReachSystem.class), new Outages(properties, clock), slow, properties),
                new RecordOutcomes(beans.getBean(ConnectionNews.class), settlement));
    }

    private static long due(HandOver engine) {
        return engine.due(Lane.OTHERS).block() + engine.due(Lane.SLOW).block();
    }

    private static HandoffProperties properties(Duration lease) {
        return new HandoffProperties(Duration.ofMinutes(1), Duration.ofHours(1), 60, lease);
    }

    private Handoffs handoffs(Clock clock, HandoffProperties properties) {
        return new Handoffs(beans.getBean(DatabaseClient.class), properties, clock);
    }

    private HoldDue worker(Clock clock, Duration lease) {
        var properties = properties(lease);
        return new HoldDue(handoffs(clock, properties), new SlowSystems(clock), properties);
    }

    /** Whom a worker gets that looks for work now, and leaves it at once. */
    private static List<UUID> taken(HoldDue worker) {
        var taken = new ArrayList<UUID>();
        worker.during(Lane.OTHERS, attempts -> {
                    attempts.forEach(attempt -> taken.add(attempt.enrollment()));
                    return Mono.empty();
                })
                .block();
        return taken;
    }

    private long waiting() {
        return count("state = 'REQUESTED'");
    }

    private Instant nextDue(Course one) {
        return purchases.one(
                "select min(h.due_at) from handoff h join enrollment e on e.id = h.enrollment where e.provider = $1",
                Instant.class,
                one.provider());
    }

    /** Goes only when it is told to. */
    private static final class TestClock extends Clock {
        private volatile Instant now;

        TestClock(Instant now) {
            this.now = now;
        }

        void goesTo(Instant later) {
            now = later;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
