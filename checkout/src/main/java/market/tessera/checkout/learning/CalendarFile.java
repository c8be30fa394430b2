package market.tessera.checkout.learning;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Courses as days in a calendar (iCalendar, RFC 5545). */
record CalendarFile(List<Entry> entries, Instant at) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    /** In bytes, without the line's end. */
    private static final int LONGEST_LINE = 75;

    /**
     * A course from its first to its last day.
     *
     * @param ends the same day where the provider names no other
     * @param url of the page to go on from
     */
    record Entry(
            UUID id,
            String title,
            LocalDate starts,
            LocalDate ends,
            @Nullable String place,
            String url) {}

    String text() {
        return Stream.of(
                        Stream.of("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tessera//Learning//EN"),
                        entries.stream().flatMap(this::event),
                        Stream.of("END:VCALENDAR"))
                .flatMap(lines -> lines)
                .map(CalendarFile::folded)
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    /** The day on which an event ends is the one after its last. */
    private Stream<String> event(Entry entry) {
        return Stream.of(
                        Stream.of(
                                "BEGIN:VEVENT",
                                "UID:" + entry.id() + "@tessera",
                                "DTSTAMP:" + STAMP.format(at),
                                "DTSTART;VALUE=DATE:" + DAY.format(entry.starts()),
                                "DTEND;VALUE=DATE:" + DAY.format(entry.ends().plusDays(1)),
                                "SUMMARY:" + escaped(entry.title())),
                        Optional.ofNullable(entry.place()).map(place -> "LOCATION:" + escaped(place)).stream(),
                        Stream.of("URL:" + entry.url(), "TRANSP:TRANSPARENT", "END:VEVENT"))
                .flatMap(lines -> lines);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\\R", "\\\\n");
    }

    /** Long lines go on after a line's end and a space; no letter is cut in two. */
    private static String folded(String line) {
        var folded = new StringBuilder();
        var length = 0;
        for (var letter : line.codePoints().toArray()) {
            var text = Character.toString(letter);
            var bytes = text.getBytes(StandardCharsets.UTF_8).length;
            if (length + bytes > LONGEST_LINE) {
                folded.append("\r\n ");
                length = 1;
            }
            folded.append(text);
            length += bytes;
        }
        return folded.toString();
    }
}
