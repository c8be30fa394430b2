package market.tessera.provider.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import market.tessera.provider.schedule.PublicationTime.At;
import market.tessera.provider.schedule.PublicationTime.AtOnce;
import market.tessera.provider.schedule.PublicationTime.Skipped;
import market.tessera.provider.schedule.PublicationTime.Unreadable;
import org.junit.jupiter.api.Test;

class PublicationTimeTests {
    @Test
    void isATimeOfAPlace() {
        assertThat(PublicationTime.parse("2027-02-01", "09:00", "Europe/Oslo"))
                .isEqualTo(new At(Instant.parse("2027-02-01T08:00:00Z")));
    }

    @Test
    void isMidnightUtcWhereOnlyADayIsSaid() {
        assertThat(PublicationTime.parse(" 2027-02-01 ", "", null))
                .isEqualTo(new At(Instant.parse("2027-02-01T00:00:00Z")));
    }

    @Test
    void doesNotExistInTheHourThatClocksSkip() {
        assertThat(PublicationTime.parse("2027-03-28", "02:30", "Europe/Oslo")).isEqualTo(new Skipped());
        assertThat(PublicationTime.parse("2027-03-28", "03:00", "Europe/Oslo"))
                .isEqualTo(new At(Instant.parse("2027-03-28T01:00:00Z")));
    }

    @Test
    void isTheFirstOfTwoWhenAnHourComesTwice() {
        assertThat(PublicationTime.parse("2027-10-31", "02:30", "Europe/Oslo"))
                .isEqualTo(new At(Instant.parse("2027-10-31T00:30:00Z")));
    }

    @Test
    void isAtOnceOnlyWhereNothingWasTyped() {
        assertThat(PublicationTime.parse(null, " ", "")).isEqualTo(new AtOnce());
        assertThat(PublicationTime.parse("", "09:00", "")).isEqualTo(new Unreadable());
        assertThat(PublicationTime.parse(" ", null, "Europe/Oslo")).isEqualTo(new Unreadable());
    }

    @Test
    void liesBetweenNowAndWhatCalendarsKnow() {
        var now = Instant.parse("2027-02-01T08:00:00Z");

        assertThat(PublicationTime.isAhead(now, now)).isFalse();
        assertThat(PublicationTime.isAhead(now.plusSeconds(1), now)).isTrue();
        assertThat(PublicationTime.isAhead(Instant.MAX, now)).isFalse();
    }

    @Test
    void isNotReadOutOfAnythingElse() {
        assertThat(PublicationTime.parse("tomorrow", "09:00", "UTC")).isEqualTo(new Unreadable());
        assertThat(PublicationTime.parse("2027-02-30", "09:00", "UTC")).isEqualTo(new Unreadable());
        assertThat(PublicationTime.parse("2027-02-01", "25:00", "UTC")).isEqualTo(new Unreadable());
        assertThat(PublicationTime.parse("2027-02-01", "09:00", "Mars/Base")).isEqualTo(new Unreadable());
    }
}
