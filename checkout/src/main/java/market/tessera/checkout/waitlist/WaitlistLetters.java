package market.tessera.checkout.waitlist;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import market.tessera.checkout.link.SealedLinks;
import market.tessera.checkout.link.SealedLinks.Purpose;
import market.tessera.platform.mail.Letter;
import market.tessera.platform.mail.Letter.Action;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What those who stand in line are told by mail. Each letter leads to the page of their place. */
@Component
class WaitlistLetters {
    private final MessageSource messages;
    private final SealedLinks links;
    private final Clock clock;
    private final String site;

    WaitlistLetters(
            MessageSource messages, SealedLinks links, Clock clock, @Value("${tessera.public-url}") String site) {
        this.messages = messages;
        this.links = links;
        this.clock = clock;
        this.site = site;
    }

    /** May be asked for again: a mail can get lost. */
    Letter toProve(WaitingPlace place) {
        var known = place.state() != WaitingPlace.State.UNCONFIRMED;
        return letter(
                place,
                "waitlist-address-%s-%d".formatted(place.id(), clock.instant().getEpochSecond() / 60),
                known ? "standing" : "address",
                position(place));
    }

    Letter standing(WaitingPlace place) {
        return letter(place, "waitlist-standing-" + place.id(), "standing", position(place));
    }

    Letter offered(WaitingPlace place) {
        return letter(place, "waitlist-offered-" + place.id(), "offered", until(place));
    }

    Letter lapsed(WaitingPlace place) {
        return letter(place, "waitlist-lapsed-" + place.id(), "lapsed", until(place));
    }

    /** @param kind part of the key of its words; {@code value} fills them */
    private Letter letter(WaitingPlace place, String key, String kind, String value) {
        var title = place.offer().title();
        var words = "mail.waitlist." + kind;
        return new Letter(
                key,
                place.email(),
                place.locale(),
                say(place, words + ".subject", title),
                List.of(
                        say(place, "mail.greeting", place.name()),
                        say(
                                place,
                                words + ".text",
                                title,
                                place.offer().seller().name(),
                                value)),
                List.of(),
                new Action(
                        say(place, words + ".action"),
                        URI.create(site + "/waitlist/places/" + links.seal(Purpose.WAITING_PLACE, place.id()))),
                List.of(say(place, words + ".closing")));
    }

    private static String position(WaitingPlace place) {
        return String.valueOf(place.position());
    }

    private static String until(WaitingPlace place) {
        return place.heldUntil(place.locale());
    }

    private String say(WaitingPlace place, String key, Object... values) {
        return messages.getMessage(key, values, place.locale());
    }
}
