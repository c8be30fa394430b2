package market.tessera.provider.intake;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.provider.catalogue.Intake;
import market.tessera.provider.offering.IntakeTerms;
import org.jspecify.annotations.Nullable;

/**
 * The dated runs of an offering as a calendar (RFC 5545): a run is an event of whole days, its last day to enrol another one. Runs without
 * dates have no place in it.
 *
 * @param title of the offering
 * @param deadline heading of a last day to enrol
 * @param url where one reads more
 * @param at when it is written
 */
public record ICalendar(String title, String deadline, String url, Instant at) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int LONGEST_LINE = 75;

    public String of(List<Intake> intakes) {
        return Stream.of(
                        Stream.of("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tessera//Provider portal//EN"),
                        intakes.stream().flatMap(this::events),
                        Stream.of("END:VCALENDAR"))
                .flatMap(lines -> lines)
                .map(ICalendar::folded)
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private Stream<String> events(Intake intake) {
        var terms = intake.terms();
        var starts = terms.starts();
        var closes = terms.closes();
        var run = starts == null
                ? Stream.<String>empty()
                : event(
                        intake.id() + "-run",
                        title,
                        starts,
                        ends(terms, starts),
                        terms.place(),
                        String.join(", ", terms.teachers()));
        var last = closes == null
                ? Stream.<String>empty()
                : event(intake.id() + "-closes", deadline, closes, closes, null, "");
        return Stream.concat(run, last);
    }

    private static LocalDate ends(IntakeTerms terms, LocalDate starts) {
        return terms.ends() == null ? starts : terms.ends();
    }

    /** The end of an event is the day after its last. */
    private Stream<String> event(
            String id, String summary, LocalDate first, LocalDate last, @Nullable String place, String description) {
        return Stream.of(
                        "BEGIN:VEVENT",
                        "UID:" + id + "@tessera",
                        "DTSTAMP:" + TIME.format(at),
                        "DTSTART;VALUE=DATE:" + DAY.format(first),
                        "DTEND;VALUE=DATE:" + DAY.format(last.plusDays(1)),
                        "SUMMARY:" + escaped(summary),
                        place == null ? "" : "LOCATION:" + escaped(place),
                        description.isEmpty() ? "" : "DESCRIPTION:" + escaped(description),
                        "URL:" + url,
                        "END:VEVENT")
                .filter(line -> !line.isEmpty());
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\\R", "\\\\n")
                .replaceAll("\\p{Cntrl}", " ");
    }

    /** Lines have at most 75 octets; what is longer goes on in the next, after a blank, and no character is cut in two. */
    private static String folded(String line) {
        var result = new StringBuilder();
        var octets = 0;
        for (var at = 0; at < line.length(); ) {
            var character = Character.toString(line.codePointAt(at));
            var size = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > LONGEST_LINE) {
                result.append("\r\n ");
                octets = 1;
            }
            result.append(character);
            octets += size;
            at += character.length();
        }
        return result.toString();
    }
}
