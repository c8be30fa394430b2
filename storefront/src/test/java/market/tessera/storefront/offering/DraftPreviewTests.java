package market.tessera.storefront.offering;

import static org.assertj.core.api.Assertions.assertThat;

import market.tessera.platform.identity.SignedCalls;
import market.tessera.storefront.SampleIndex;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DraftPreviewTests extends OfferingSteps {
    @Autowired
    SignedCalls calls;

    @Test
    void showsThePortalADraftAsItsPublicPageWillBe() {
        var offering = SampleIndex.offering("Offshore wind: site assessment");
        var body =
                JSON.createObjectNode().put("back", "/portal/offerings/1").set("offering", offering.path("offering"));

        var preview = preview(body.toString(), calls.sign(PREVIEW, body.toString()))
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(withoutState(preview))
                .isEqualTo(withoutState(page(offering.path("slug").asString())));
        assertThat(preview)
                .contains("A preview for you", "href=\"/portal/offerings/1\"", "content=\"noindex\"")
                .containsPattern("<button[^>]+disabled[^>]*>Add to basket")
                .containsPattern("<button[^>]+disabled[^>]*>Save for later");
    }

    @Test
    void showsDraftsToNobodyButThePortal() {
        preview("{}", null).expectStatus().isForbidden();
        preview("{}", "of.my.own").expectStatus().isForbidden();
        preview("{}", calls.sign(PREVIEW, "{\"offering\": 1}")).expectStatus().isForbidden();
        preview("{}", calls.sign("/internal/another", "{}")).expectStatus().isForbidden();
    }

    /** The page itself, whether or not its buttons can be pressed. */
    private static String withoutState(String page) {
        return page.substring(page.indexOf("<header class=\"offering__head\">"), page.indexOf("</main>"))
                .replaceAll(" disabled=\"disabled\"| method=\"(post|dialog)\"|<input type=\"hidden\"[^>]*>", "")
                .replaceAll("\\s+", " ")
                .replace(" >", ">");
    }
}
