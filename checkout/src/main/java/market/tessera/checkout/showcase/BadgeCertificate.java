package market.tessera.checkout.showcase;

import java.util.Locale;
import market.tessera.checkout.badge.Badge;
import market.tessera.checkout.certificate.Certificate;
import market.tessera.checkout.issuer.Issuer;
import market.tessera.checkout.picture.SvgDrawing;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A badge's certificate. What it says is taken from the signed credential itself. */
@Component
class BadgeCertificate {
    private static final int SIDE = 1000;

    private final BadgePicture picture;
    private final MessageSource words;
    private final JsonMapper json;
    private final String origin;

    BadgeCertificate(
            BadgePicture picture, MessageSource words, JsonMapper json, @Value("${tessera.public-url}") String origin) {
        this.picture = picture;
        this.words = words;
        this.json = json;
        this.origin = origin;
    }

    byte[] pdf(Badge badge, Issuer issuer, Locale locale) {
        var narrative = Narrative.of(json.readTree(badge.credential())
                .at("/credentialSubject/achievement/criteria/narrative")
                .asString(""));
        return new Certificate(
                        new Certificate.Words(
                                word("badge.certificate.heading", locale),
                                badge.title(),
                                badge.recipient(),
                                word("badge.certificate.incomplete", locale),
                                word(
                                        "badge.certificate.awarded",
                                        locale,
                                        issuer.name(),
                                        Dates.date(badge.issuedAt(), locale)),
                                String.join(" \u00b7 ", narrative.facts()),
                                narrative.lead(),
                                narrative.points(),
                                word("badge.certificate.more", locale),
                                word("badge.certificate.verify", locale)),
                        SvgDrawing.draw(picture.svg(badge, issuer), SIDE),
                        origin + "/badges/" + badge.id(),
                        locale)
                .pdf();
    }

    private String word(String key, Locale locale, Object... values) {
        return words.getMessage(key, values, locale);
    }
}
