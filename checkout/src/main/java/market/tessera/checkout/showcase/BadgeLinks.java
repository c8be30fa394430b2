package market.tessera.checkout.showcase;

import java.net.URI;
import java.time.ZoneOffset;
import market.tessera.checkout.badge.Badge;
import market.tessera.checkout.issuer.Issuer;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Ways to show a badge elsewhere.
 *
 * @param linkedIn LinkedIn's "Add to profile", filled in
 * @param embed HTML for a page of one's own
 */
record BadgeLinks(URI linkedIn, String embed) {
    static BadgeLinks of(Badge badge, Issuer issuer, String address) {
        return new BadgeLinks(linkedIn(badge, issuer, address), embed(badge, issuer, address));
    }

    /** By the parameters that LinkedIn documents for "Add to profile". */
    private static URI linkedIn(Badge badge, Issuer issuer, String address) {
        var issued = badge.issuedAt().atZone(ZoneOffset.UTC);
        return UriComponentsBuilder.fromUriString("https://www.linkedin.com/profile/add")
                .queryParam("startTask", "CERTIFICATION_NAME")
                .queryParam("name", "{name}")
                .queryParam("organizationName", "{organization}")
                .queryParam("issueYear", issued.getYear())
                .queryParam("issueMonth", issued.getMonthValue())
                .queryParam("certUrl", "{address}")
                .queryParam("certId", badge.id())
                .encode()
                .buildAndExpand(badge.title(), issuer.name(), address)
                .toUri();
    }

    private static String embed(Badge badge, Issuer issuer, String address) {
        return "<a href=\"%1$s\"><img src=\"%1$s/image.svg\" width=\"180\" height=\"180\" alt=\"%2$s\"></a>"
                .formatted(address, HtmlUtils.htmlEscape(badge.title() + ", " + issuer.name(), "UTF-8"));
    }
}
