package market.tessera.checkout.showcase;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.checkout.badge.Badge;
import market.tessera.checkout.badge.Badge.Merit;
import market.tessera.checkout.badge.Fact;
import market.tessera.checkout.endorsement.EndorsedEdition;
import market.tessera.checkout.issuer.Issuer;
import market.tessera.checkout.verifier.CheckEndorsements.Endorsed;
import market.tessera.platform.page.Markdown;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a badge's page shows. What it certifies is taken from the signed credential itself. */
@Component
class DescribeBadge {
    private final BadgePicture picture;
    private final MessageSource words;
    private final JsonMapper json;
    private final String origin;

    DescribeBadge(
            BadgePicture picture, MessageSource words, JsonMapper json, @Value("${tessera.public-url}") String origin) {
        this.picture = picture;
        this.words = words;
        this.json = json;
        this.origin = origin;
    }

    /**
     * @param issued as the reader writes dates
     * @param certifies safe HTML
     * @param parts the badges it was given for; none for a course's
     * @param endorsements that it carries
     * @param achievement address of the page of what it is given for, if there is one
     * @param grade the result in percent, without the sign
     */
    record Page(
            UUID id,
            String address,
            String title,
            String recipient,
            Issuer issuer,
            List<String> lines,
            String issued,
            @Nullable String revoked,
            @Nullable String reason,
            String certifies,
            String summary,
            List<Part> parts,
            List<Endorsed> endorsements,
            @Nullable String achievement,
            List<Fact> facts,
            @Nullable String grade,
            List<String> skills,
            String offeringUrl,
            BadgeLinks links,
            Verification verification) {}

    /** What checking a badge has come to. */
    record Checked(Verification verification, List<Endorsed> endorsements) {}

    /** A badge that another one was given for, as that one names it. */
    record Part(String title, String address) {}

    Page page(Badge badge, Issuer issuer, Checked checked, JsonNode edition, Locale locale) {
        var credential = json.readTree(badge.credential());
        var subject = credential.path("credentialSubject");
        var achievement = subject.path("achievement");
        return new Page(
                badge.id(),
                origin + "/badges/" + badge.id(),
                badge.title(),
                badge.recipient(),
                issuer,
                BadgePicture.lines(badge.title()),
                Dates.date(badge.issuedAt(), locale),
                badge.revokedAt() == null ? null : Dates.date(badge.revokedAt(), locale),
                badge.reason(),
                Markdown.toHtml(outcomes(achievement.at("/criteria/narrative").asString(""))),
                achievement.path("description").asString(""),
                parts(badge, credential),
                checked.endorsements(),
                achievement(badge, achievement.path("version")),
                Fact.of(edition.path("elements"), words, locale),
                subject.at("/result/0/value").asString(null),
                edition.at("/elements/skills")
                        .valueStream()
                        .map(skill -> skill.path("label").asString(""))
                        .toList(),
                achievement.at("/criteria/id").asString(origin),
                BadgeLinks.of(badge, issuer, origin + "/badges/" + badge.id()),
                checked.verification());
    }

    /** A pathway's badge has not always said of which edition it is. */
    private static @Nullable String achievement(Badge badge, JsonNode edition) {
        return switch (badge.merit()) {
            case Merit.Course course -> new EndorsedEdition.Course(course.offering(), course.edition()).page();
            case Merit.Pathway pathway
            when edition.isString() -> new EndorsedEdition.Pathway(pathway.pathway(), edition.asInt()).page();
            case Merit.Pathway _ -> null;
        };
    }

    private static List<Part> parts(Badge badge, JsonNode credential) {
        return switch (badge.merit()) {
            case Merit.Course _ -> List.of();
            case Merit.Pathway _ ->
                credential
                        .path("evidence")
                        .valueStream()
                        .map(one -> new Part(
                                one.path("name").asString(""), one.path("id").asString("")))
                        .toList();
        };
    }

    String picture(Badge badge, Issuer issuer) {
        return picture.svg(badge, issuer);
    }

    /** The narrative without its facts, which the page shows in their own place. */
    static String outcomes(String narrative) {
        var parts = narrative.split("\n\n", -1);
        return parts.length > 1 && parts[0].endsWith(":") ? parts[0] + "\n\n" + parts[1] : parts[0];
    }
}
