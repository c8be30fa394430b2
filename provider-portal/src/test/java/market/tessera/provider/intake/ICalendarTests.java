package market.tessera.provider.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.catalogue.Intake;
import market.tessera.provider.offering.IntakeTerms;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ICalendarTests {
    private static final UUID ID = UUID.fromString("7e5b2a1c-0000-4000-8000-000000000001");

    @Test
    void hasARunAsWholeDaysAndItsLastDayToEnrol() {
        assertThat(calendar("Offshore wind", run("2027-02-01", "2027-03-15", "2027-01-20", "Tromsø; room 3, north")))
                .isEqualTo("""
                        BEGIN:VCALENDAR
                        VERSION:2.0
                        PRODID:-//Tessera//Provider portal//EN
                        BEGIN:VEVENT
                        UID:7e5b2a1c-0000-4000-8000-000000000001-run@tessera
                        DTSTAMP:20261124T120000Z
                        DTSTART;VALUE=DATE:20270201
                        DTEND;VALUE=DATE:20270316
                        SUMMARY:Offshore wind
                        LOCATION:Tromsø\\; room 3\\, north
                        DESCRIPTION:Ane Berg\\, Li\\, Wei
                        URL:https://tessera.example/offerings/wind
                        END:VEVENT
                        BEGIN:VEVENT
                        UID:7e5b2a1c-0000-4000-8000-000000000001-closes@tessera
                        DTSTAMP:20261124T120000Z
                        DTSTART;VALUE=DATE:20270120
                        DTEND;VALUE=DATE:20270121
                        SUMMARY:Last day: Offshore wind
                        URL:https://tessera.example/offerings/wind
                        END:VEVENT
                        END:VCALENDAR
                        """.replace("\n", "\r\n"));
    }

    @Test
    void leavesOutWhatHasNoDates() {
        assertThat(calendar("Offshore wind", run(null, null, null, null))).doesNotContain("VEVENT");
    }

    @Test
    void foldsLongLinesWithoutCuttingACharacter() {
        var title = "Vindkraft til havs – ".repeat(12).strip();

        var calendar = calendar(title, run("2027-02-01", null, null, null));

        assertThat(calendar.split("\r\n"))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
        assertThat(calendar.replace("\r\n ", "")).contains("SUMMARY:" + title);
    }

    @Test
    void letsNoTextBecomeALineOfItsOwn() {
        assertThat(calendar("Wind\r\nATTENDEE:mailto:x@y.example", run("2027-02-01", null, null, null)))
                .contains("SUMMARY:Wind\\nATTENDEE", "DESCRIPTION:Ane Berg\\, Li\\, Wei")
                .doesNotContain("\nATTENDEE:");
    }

    private static String calendar(String title, IntakeTerms terms) {
        return new ICalendar(
                        title,
                        "Last day: " + title,
                        "https://tessera.example/offerings/wind",
                        Instant.parse("2026-11-24T12:00:00Z"))
                .of(List.of(new Intake(ID, terms)));
    }

    private static IntakeTerms run(
            @Nullable String starts, @Nullable String ends, @Nullable String closes, @Nullable String place) {
        return new IntakeTerms(
                "i",
                starts == null ? true : null,
                day(starts),
                day(ends),
                day(closes),
                null,
                null,
                null,
                place,
                null,
                null,
                List.of("Ane Berg", "Li, Wei"));
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
