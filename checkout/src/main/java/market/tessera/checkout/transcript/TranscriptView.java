package market.tessera.checkout.transcript;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import market.tessera.checkout.badge.Badge;
import market.tessera.checkout.paper.Sheet;
import market.tessera.checkout.paper.Sheet.Row;
import market.tessera.checkout.paper.SheetPdf;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A record in words: on a page, and on paper. What it says of a badge is taken from the signed badge itself. */
@Component
class TranscriptView {
    private final MessageSource words;
    private final JsonMapper json;
    private final String origin;

    TranscriptView(MessageSource words, JsonMapper json, @Value("${tessera.public-url}") String origin) {
        this.words = words;
        this.json = json;
        this.origin = origin;
    }

    /** @param result in percent, without the sign */
    record Line(
            String title,
            String issuer,
            String issued,
            @Nullable String result,
            String url) {}

    List<Line> lines(Transcript transcript, Locale locale) {
        return transcript.badges().stream().map(badge -> line(badge, locale)).toList();
    }

    String issued(Transcript transcript, Locale locale) {
        return date(transcript.issuedAt(), locale);
    }

    /** @param path of the page that shows the same */
    byte[] pdf(Transcript transcript, String path, Locale locale) {
        return SheetPdf.of(new Sheet(
                word("transcript.heading", locale),
                List.of(
                        new Sheet.Fact(word("transcript.paper.recipient", locale), transcript.recipient()),
                        new Sheet.Fact(word("transcript.paper.asOf", locale), issued(transcript, locale))),
                List.of(),
                new Sheet.Head(word("transcript.paper.badge", locale), word("badge.fact.result", locale)),
                lines(transcript, locale).stream()
                        .map(line -> row(line, locale))
                        .toList(),
                List.of(),
                List.of(word("transcript.paper.verify", locale, origin + path)),
                locale));
    }

    String address(String path) {
        return origin + path;
    }

    private Row row(Line line, Locale locale) {
        return new Row(
                line.title(),
                List.of(word("transcript.detail", locale, line.issuer(), line.issued()), origin + line.url()),
                line.result() == null ? "" : word("badge.result", locale, line.result()));
    }

    private Line line(Badge badge, Locale locale) {
        var credential = json.readTree(badge.credential());
        return new Line(
                badge.title(),
                credential.at("/issuer/name").asString(""),
                date(badge.issuedAt(), locale),
                credential.at("/credentialSubject/result/0/value").asString(null),
                "/badges/" + badge.id());
    }

    private static String date(Instant instant, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(instant.atZone(ZoneOffset.UTC));
    }

    private String word(String key, Locale locale, Object... values) {
        return words.getMessage(key, values, locale);
    }
}
