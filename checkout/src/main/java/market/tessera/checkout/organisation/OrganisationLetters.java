package market.tessera.checkout.organisation;

import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.checkout.link.SealedLinks;
import market.tessera.checkout.link.SealedLinks.Purpose;
import market.tessera.checkout.offer.Offer;
import market.tessera.checkout.organisation.OrganisationMembers.Invitee;
import market.tessera.platform.mail.Letter;
import market.tessera.platform.mail.Letter.Action;
import market.tessera.platform.mail.Letter.Row;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What people are told by mail on behalf of an organisation. */
@Component
class OrganisationLetters {
    private final MessageSource messages;
    private final SealedLinks links;
    private final String site;

    OrganisationLetters(MessageSource messages, SealedLinks links, @Value("${tessera.public-url}") String site) {
        this.messages = messages;
        this.links = links;
        this.site = site;
    }

    Letter invitation(UUID invitation, String organisation, Addressee to, Offer offer, Locale locale) {
        return place("organisation-place-" + invitation, "invitation", invitation, organisation, to, offer, locale);
    }

    /** At most one a day. */
    Letter reminder(UUID invitation, String organisation, Addressee to, Offer offer, Locale locale, LocalDate day) {
        return place(
                "organisation-place-%s-%s".formatted(invitation, day),
                "reminder",
                invitation,
                organisation,
                to,
                offer,
                locale);
    }

    private Letter place(
            String key, String kind, UUID invitation, String organisation, Addressee to, Offer offer, Locale locale) {
        var words = "mail.place." + kind;
        return new Letter(
                key,
                to.email(),
                locale,
                say(words + ".subject", locale, organisation, offer.title()),
                List.of(
                        to.name().isEmpty() ? say("mail.hello", locale) : say("mail.greeting", locale, to.name()),
                        say(
                                words + ".text",
                                locale,
                                organisation,
                                offer.title(),
                                offer.seller().name())),
                List.of(new Row(say("mail.place.when", locale), when(offer, locale))),
                new Action(
                        say("mail.place.action", locale),
                        URI.create(site + "/orders/places/" + links.seal(Purpose.INVITATION, invitation))),
                List.of(say("mail.place.closing", locale, organisation)));
    }

    Letter membership(Invitee invitee, String inviter) {
        var locale = Locale.ENGLISH;
        var role = say("organisation.role." + invitee.role(), locale);
        return new Letter(
                "organisation-member-" + invitee.id(),
                invitee.email(),
                locale,
                say("mail.member.subject", locale, invitee.organisationName()),
                List.of(
                        say("mail.hello", locale),
                        say("mail.member.text", locale, inviter, invitee.organisationName(), role)),
                List.of(),
                new Action(
                        say("mail.member.action", locale),
                        URI.create(site + "/orders/organisation/membership/"
                                + links.seal(Purpose.MEMBERSHIP, invitee.id()))),
                List.of());
    }

    private String when(Offer offer, Locale locale) {
        var starts = offer.intake().starts();
        return starts == null
                ? say("when.selfPaced", locale)
                : say(
                        "when.from",
                        locale,
                        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                                .withLocale(locale)
                                .format(starts));
    }

    private String say(String key, Locale locale, Object... values) {
        return messages.getMessage(key, values, locale);
    }
}
