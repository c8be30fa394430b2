package market.tessera.sandbox.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.SelectOption;
import java.util.regex.Pattern;

/** How an administrator connects a provider's systems. */
final class Connecting {
    private Connecting() {}

    static void aLearningSystem(Visitor administrator, String lms) {
        administrator.follows("Connections to your systems");
        assertThat(administrator.page().locator("h1")).hasText("Connections");
        administrator.looksAround("connections-new");
        fills(administrator, "name", "Campus Moodle");
        administrator.clicks("Set it up");
        assertThat(administrator.page().locator("h1")).hasText("Campus Moodle");
        administrator.looksAround("connection-new");
        fills(administrator, "login", lms + "/lti/login");
        fills(administrator, "redirects", lms + "/lti/launch");
        fills(administrator, "launch", lms + "/course");
        fills(administrator, "jwks", lms + "/nowhere");
        administrator.clicks("Save and test");
        assertThat(administrator.page().locator("main")).containsText("Is the address the right one?");
        administrator.looksAround("connection-failing");
        fills(administrator, "pass", "lots");
        administrator.clicks("Save and test");
        assertThat(administrator.page().locator("main")).containsText("Enter a number from 0 to 100");
        administrator.looksAround("connection-mistaken");
        fills(administrator, "pass", "60");
        fills(administrator, "jwks", lms + "/lti/jwks");
        administrator.clicks("Save and test");
        assertThat(administrator.page().locator("main")).containsText("Saved. The connection is ready.");
        administrator.looksAround("connection");
    }

    static void thePeopleWhoEnrollByHand(Visitor administrator) {
        administrator.page().locator(".eyebrow a").click();
        administrator.page().getByLabel("By hand").check();
        fills(administrator, "name", "Registrar's office");
        administrator.clicks("Set it up");
        administrator.looksAround("connection-by-hand");
        fills(administrator, "guidance", "Our registrar writes to you within a day.");
        administrator.clicks("Save");
        administrator.page().locator(".eyebrow a").click();
        administrator.page().locator("#general").selectOption("Campus Moodle");
        administrator.clicks("Use it");
        assertThat(administrator.page()).hasURL(Pattern.compile(".*done=chosen"));
        administrator.page().getByText("Let one offering go another way").click();
        administrator.page().locator("#special").selectOption("Registrar's office");
        administrator.page().locator("main details button[type=submit]").click();
        assertThat(administrator.page().locator(".ruled-list")).containsText("Registrar's office");
        administrator.looksAround("connections");
    }

    static void systemsOfOtherKinds(Visitor administrator) {
        administrator.page().getByLabel("OneRoster 1.2").check();
        fills(administrator, "name", "Student records");
        administrator.clicks("Set it up");
        administrator.clicks("Make a key: Keys for OneRoster");
        assertThat(administrator.page().locator("main")).containsText("The secret is not shown again");
        administrator.looksAround("connection-oneroster");
        administrator.page().locator(".eyebrow a").click();
        administrator.page().getByLabel("A Moodle, by its web services").check();
        fills(administrator, "name", "Evening school");
        administrator.clicks("Set it up");
        fills(administrator, "address", "ftp://evening.example.edu");
        fills(administrator, "token", "0123456789abcdef");
        administrator.clicks("Save and test");
        assertThat(administrator.page().locator("main")).containsText("Enter an address that begins with https://");
        administrator.looksAround("connection-moodle");
        administrator.page().locator(".eyebrow a").click();
        administrator.follows("Report results");
        administrator.looksAround("results");
        administrator.page().locator(".eyebrow a").click();
        administrator.follows("Compare who is enrolled");
        administrator.looksAround("differences");
        administrator.page().locator(".eyebrow a").click();
    }

    /** @return the address of the page of who is asked */
    static String anEndorsement(Visitor administrator) {
        administrator.follows("Endorsements");
        var page = administrator.page();
        page.locator("#award").selectOption(new SelectOption().setIndex(1));
        page.locator("#endorser").selectOption(new SelectOption().setIndex(1));
        var asked = page.locator("#endorser").inputValue();
        fills(administrator, "note", "Employers of the region ask for it.");
        administrator.clicks("Ask");
        assertThat(page.locator("main")).containsText("The institution is asked");
        administrator.looksAround("endorsements");
        return "/checkout/connections/" + asked + "/endorsements";
    }

    static void theAnswer(Visitor operator, String page) {
        operator.opens(page);
        operator.page().locator("main form button[value=give]").first().click();
        assertThat(operator.page().locator("main")).containsText("Say in your own words");
        operator.looksAround("endorsement-unsaid");
        operator.page().locator("main textarea").first().fill("We have looked at how it is assessed.");
        operator.page().locator("main form button[value=give]").first().click();
        assertThat(operator.page().locator("main")).containsText("You have endorsed it");
        operator.looksAround("endorsement-given");
        operator.page().locator("main a[href^='/badges/achievements/']").first().click();
        assertThat(operator.page().locator("main")).containsText("We have looked at how it is assessed.");
        operator.looksAround("achievement");
    }

    private static void fills(Visitor administrator, String field, String value) {
        administrator.page().locator("#" + field).fill(value);
    }
}
