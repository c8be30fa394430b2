package market.tessera.provider.refund;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.platform.money.Money;
import tools.jackson.databind.JsonNode;

/**
 * A letter to an institution about an order of which money is wanted back.
 *
 * @param topic of its words
 * @param values of its words: the order's number, what was bought, the institution's name, and what else its topic says
 */
record Notice(String topic, UUID institution, UUID order, List<Object> values) {
    /** A buyer asks for money back past the terms. */
    static final String WISH = "refund.asked";
    /** A buyer's bank wants it back, or has decided. */
    static final String DISPUTE = "payment.disputed";

    static final Locale READER = Locale.ENGLISH;

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", READER).withZone(ZoneOffset.UTC);
    private static final Set<String> STANDINGS = Set.of("open", "won", "lost");

    /**
     * Of an event as {@code docs/events.md} has it.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    static Notice of(LoggedEvent event) {
        var data = event.data();
        return event.type().equals(WISH) ? wish(data) : dispute(data);
    }

    private static Notice wish(JsonNode data) {
        var left = data.path("left");
        return notice(
                data,
                "refund.letter.asked",
                Money.of(left.path("amount").asLong(0), left.path("currency").asString(""))
                        .format(READER),
                data.path("places").asInt(0));
    }

    private static Notice dispute(JsonNode data) {
        var state = data.path("state").asString("");
        if (!STANDINGS.contains(state)) {
            throw new IllegalArgumentException("No standing of a dispute: " + state);
        }
        var answerBy = moment(data.path("answerBy").asString(""));
        return notice(data, "refund.letter.disputed." + state, answerBy, answerBy.isEmpty() ? 0 : 1);
    }

    private static Notice notice(JsonNode data, String topic, Object... more) {
        var institution = data.path("provider");
        var titles = data.path("titles")
                .valueStream()
                .map(title -> title.asString(""))
                .toList();
        return new Notice(
                topic,
                UUID.fromString(institution.path("id").asString("")),
                UUID.fromString(data.path("order").asString("")),
                Stream.concat(
                                Stream.of(
                                        data.path("orderNumber").asString(""),
                                        String.join(", ", titles),
                                        institution.path("name").asString("")),
                                Stream.of(more))
                        .toList());
    }

    /** Empty where none is said. */
    private static String moment(String text) {
        try {
            return text.isEmpty() ? "" : MOMENT.format(Instant.parse(text));
        } catch (DateTimeParseException unreadable) {
            throw new IllegalArgumentException("No moment: " + text, unreadable);
        }
    }
}
