package market.tessera.provider.editing;

import static org.assertj.core.api.Assertions.assertThat;

import market.tessera.platform.identity.SignedCalls;
import market.tessera.provider.ATestStorefront;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ShownDraftTests extends EditorSteps {
    @Autowired
    private SignedCalls calls;

    @Test
    void showsHtmlAsTheTextThatItIs() {
        save(
                author,
                "0",
                "title",
                "<script>alert('title')</script>",
                "description",
                "<img src=x onerror=alert(1)> **bold** [link](javascript:alert(2))");

        assertThat(author.page("/portal/offerings")).doesNotContain("<script>alert");
        assertThat(author.page(offering))
                .doesNotContain("<script>alert", "<img src=x", "javascript:")
                .contains("<strong>bold</strong>");
    }

    @Test
    void isShownByTheStorefrontAsIfItWerePublished() {
        save(
                author,
                "0",
                "title",
                "Offshore wind",
                "costs[0].type",
                "tuition",
                "costs[0].amount",
                "390",
                "costs[0].currency",
                "nok",
                "costs[0].mandatory",
                "true");

        assertThat(author.page(offering + "/preview")).contains("<h1>Offshore wind</h1>");

        var asked = ATestStorefront.lastAsked();
        assertThat(calls.isSigned(asked.path(), asked.body(), asked.signature()))
                .isTrue();
        assertThat(asked.json().path("back").asString()).isEqualTo(offering);
        var told = asked.json().path("offering");
        assertThat(told.path("id").asString()).isEqualTo(offering.substring(offering.lastIndexOf('/') + 1));
        assertThat(told.path("status").asString()).isEqualTo("published");
        assertThat(told.path("edition").asInt()).isEqualTo(1);
        assertThat(told.path("slug").asString()).startsWith("offshore-wind");
        assertThat(told.at("/provider/verified").asBoolean()).isTrue();
        assertThat(told.at("/elements/costs/0/amount").asInt()).isEqualTo(39_000);
        assertThat(told.path("completeness").asDouble()).isPositive();
        assertThat(told.path("updatedAt").asString()).isNotBlank();
    }

    @Test
    void saysThatThePreviewIsAwayWhileTheStorefrontIs() {
        ATestStorefront.whileDown(() -> author.get(offering + "/preview")
                .expectStatus()
                .isEqualTo(503)
                .expectBody(String.class)
                .value(page -> assertThat(page)
                        .contains("The preview cannot be shown at the moment", "href=\"" + offering + "\"")));
    }
}
