package market.tessera.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator.WaitForOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import market.tessera.platform.identity.Person;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.access.Scope;
import market.tessera.provider.media.TestPictures;
import market.tessera.provider.pdf.TestPdfs;
import market.tessera.provider.staff.Role;
import market.tessera.sandbox.browser.Inspection;
import market.tessera.sandbox.browser.TestBrowser;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every page in a real browser: no accessibility violation, no sideways scrolling at 320 pixels. */
@PortalTest
class PagesInABrowserTests {
    private static final Pattern APPLICATION = Pattern.compile("/portal/apply/confirm\\?token=\\S+");
    private static final Duration TYPING = Duration.ofSeconds(30);
    private static final Map<String, String> A_QUESTION = Map.of(
            "organisation", "Fjell Shipyard",
            "contact", "Siri Welder",
            "email", "siri@fjell.example",
            "title", "Batteries of ferries",
            "details", "Forty of us have to service them by autumn.");

    @Autowired
    private Cast cast;

    @Autowired
    private MovableClock clock;

    @LocalServerPort
    private int port;

    @Test
    void areAccessibleAndFitNarrowScreens() {
        var institution = cast.institution("Nordkyst University College");
        var author = cast.person("Ane Author", institution, Role.AUTHOR);
        var reviewer = cast.person("Rolf Reviewer", institution, Role.REVIEWER, Role.ADMINISTRATOR);
        cast.join(reviewer, cast.institution("Havn Technical College"), Role.REVIEWER);
        var offering = anOfferingInReview(author, institution.toString());
        var first = cast.person("First Day", cast.institution("A new college"), Role.AUTHOR);

        try (var chromium = TestBrowser.launch()) {
            var problems = new ArrayList<String>();
            try (var nobody = chromium.person()) {
                problems.addAll(look(nobody, "sign-in", "/portal/sign-in"));
                problems.addAll(look(nobody, "forgotten", "/portal/sign-in/forgotten"));
                problems.addAll(look(nobody, "new-password-gone", "/portal/sign-in/new-password?token=used"));
                problems.addAll(look(nobody, "join", anInvitation(reviewer, institution)));
                problems.addAll(look(nobody, "join-gone", "/portal/join?token=used"));
                problems.addAll(look(nobody, "apply", "/portal/apply"));
                problems.addAll(look(nobody, "ask", "/portal/ask/p-" + institution));
                var domain = UUID.randomUUID() + ".example";
                problems.addAll(lookAfterSending(nobody, "apply-sent", "/portal/apply", anApplication(domain)));
                problems.addAll(look(nobody, "apply-confirm", cast.mail("rector@" + domain, APPLICATION)));
                problems.addAll(lookAfterSending(nobody, "ask-sent", "/portal/ask/p-" + institution, A_QUESTION));
                aSignInService(institution);
                problems.addAll(look(nobody, "sign-in-institution", "/portal/sign-in/institution"));
                problems.addAll(look(nobody, "sign-in-at", "/portal/sign-in/at/p-" + institution + "?needed=true"));
                problems.addAll(
                        look(nobody, "sign-in-away", "/portal/sign-in/at/p-" + institution + "/back?state=used"));
                problems.addAll(look(nobody, "apply-gone", "/portal/apply/confirm?token=used"));
            }
            try (var context = signedIn(chromium, first)) {
                problems.addAll(look(context, "first-day", "/portal"));
                problems.addAll(look(context, "no-offerings", "/portal/offerings"));
                problems.addAll(look(context, "new", "/portal/offerings/new"));
            }
            try (var context = signedIn(chromium, reviewer)) {
                problems.addAll(look(context, "dashboard", "/portal"));
                problems.addAll(look(context, "review", offering));
                problems.addAll(look(context, "reviews", "/portal/reviews?step=in-review"));
                var roles = "/portal/settings/" + institution + "/review-roles";
                cast.signedIn(reviewer).follow(roles, "name", "Library");
                problems.addAll(look(context, "review-roles", roles));
                cast.signedIn(reviewer).follow("/portal/account/absence", anAbsence(institution, author));
                problems.addAll(look(context, "absence", "/portal/account/absence"));
                problems.addAll(look(context, "enrollments", "/portal/enrollments"));
                problems.addAll(look(context, "keys", "/portal/settings/" + institution + "/keys"));
                problems.addAll(look(context, "verification", "/portal/settings/" + institution + "/verification"));
                problems.addAll(look(context, "single-sign-on", "/portal/settings/" + institution + "/single-sign-on"));
                problems.addAll(look(context, "details", "/portal/settings/" + institution + "/details"));
                problems.addAll(look(context, "shopfront", "/portal/settings/" + institution + "/shopfront"));
                problems.addAll(look(context, "logo", "/portal/settings/" + institution + "/shopfront/logo"));
                problems.addAll(look(context, "schools", "/portal/settings/" + institution + "/schools"));
                problems.addAll(look(context, "webhooks", "/portal/settings/" + institution + "/webhooks"));
                problems.addAll(look(context, "team", "/portal/settings/" + institution + "/team"));
                problems.addAll(look(context, "review-steps", "/portal/settings/" + institution + "/reviews"));
            }
            try (var context = signedIn(chromium, author)) {
                problems.addAll(look(context, "offerings", "/portal/offerings"));
                OtherLogs.tell("enrollment.updated", UUID.randomUUID().toString(), 1, """
                        {"id": "%s", "provider": "%s", "offering": "%s", "offeringTitle": "Offshore wind", "state": "completed",
                         "learner": {"name": "Amara Okafor", "email": "amara@example.com"}, "at": "2026-11-02T10:00:00Z"}
                        """.formatted(
                                UUID.randomUUID(), institution, UUID.randomUUID()));
                problems.addAll(look(context, "insight", "/portal/insight"));
                cast.signedIn(author)
                        .follow(
                                "/portal/needs",
                                "title",
                                "Heat pumps for electricians",
                                "details",
                                "Forty of them have to be retrained by autumn.",
                                "provider",
                                institution.toString());
                problems.addAll(look(context, "needs", "/portal/needs"));
                var chosen = "/portal/offerings/bulk?ids=" + offering.replace("/portal/offerings/", "") + "&element=";
                problems.addAll(look(context, "bulk-price", chosen + "price"));
                problems.addAll(look(context, "bulk", chosen + "qualityAssurance"));
                var pathway = aPathway(author, institution.toString(), offering);
                problems.addAll(look(context, "pathways", "/portal/pathways"));
                problems.addAll(look(context, "pathway", pathway));
                problems.addAll(look(context, "pathway-editor", pathway + "/edit"));
                ATestStorefront.whileDown(() -> problems.addAll(lookAtOutage(context, offering + "/preview")));
                problems.addAll(look(context, "intakes", offering + "/intakes"));
                problems.addAll(look(context, "versions", offering + "/versions"));
                problems.addAll(look(context, "account", "/portal/account"));
                problems.addAll(look(context, "second-factor", "/portal/account/second-factor"));
                problems.addAll(look(context, "imports", "/portal/imports"));
                var anImport = anImport(institution);
                problems.addAll(look(context, "import", anImport));
                problems.addAll(look(context, "import-vanished", anImport + "/vanished"));
                problems.addAll(look(context, "import-source", aSource(author, institution)));
                problems.addAll(look(context, "import-sources", "/portal/imports/sources"));
                problems.addAll(look(context, "import-mapping", aMapping(author, institution)));
                problems.addAll(look(context, "import-mappings", "/portal/imports/mappings"));
                problems.addAll(look(context, "exports", "/portal/exports/" + institution));
                cast.signedIn(author).post(offering + "/take-back", "revision", "2");
                problems.addAll(look(context, "no-files", offering + "/files"));
                cast.signedIn(author)
                        .upload(
                                offering + "/files/picture",
                                TestPictures.png(800, 600),
                                "alt",
                                "Two masts in the snow");
                problems.addAll(look(context, "files", offering + "/files"));
                var about = new String[] {"title", "Syllabus, spring 2027", "type", "syllabus", "language", "en"};
                cast.signedIn(author).upload(offering + "/documents", TestPdfs.of(2), about);
                problems.addAll(look(context, "documents", offering + "/documents"));
                problems.addAll(look(context, "editor", offering + "/edit"));
                problems.addAll(lookUpASkill(context, offering + "/edit"));
            }
            try (var context = halfSignedIn(chromium, cast.asked(cast.operator("Half Operator")))) {
                problems.addAll(look(context, "second-factor-needed", "/portal/sign-in/second-factor"));
                problems.addAll(look(context, "code", "/portal/sign-in/code"));
            }
            try (var context = signedIn(chromium, cast.operator("Olga Operator"))) {
                problems.addAll(look(context, "providers", "/portal/providers?q=Nordkyst"));
                problems.addAll(look(context, "desk", "/portal/providers/" + institution));
                problems.addAll(look(context, "operators", "/portal/operators"));
                problems.addAll(look(context, "takedowns", "/portal/takedowns"));
            }
            assertThat(problems).isEmpty();
        }
    }

    private String anOfferingInReview(Person author, String institution) {
        var browser = cast.signedIn(author);
        var editor = browser.follow(
                "/portal/offerings/new", "title", "Offshore wind: site assessment", "provider", institution);
        var offering = editor.replace("/edit", "");
        browser.follow(
                editor,
                "revision",
                "0",
                "title",
                "Offshore wind: site assessment",
                "summary",
                "Read wind and seabed data, and say whether a site is worth building on.",
                "description",
                "For engineers who move to **offshore wind**.\n\n- wind resource\n- seabed",
                "outcomes",
                "Interpret wind resource data\nJudge a seabed survey",
                "effort.hours",
                "50",
                "credit.framework",
                "ECTS",
                "credit.points",
                "2",
                "credit.ects",
                "2",
                "participation.mode",
                "online",
                "costs[0].type",
                "tuition",
                "costs[0].amount",
                "3,900",
                "costs[0].currency",
                "NOK",
                "languages",
                "en, nb");
        browser.follow(offering + "/intakes", "intakes[0].starts", "2027-02-01", "intakes[0].seats", "30");
        browser.follow(offering + "/propose", "revision", "1", "why", "First edition");
        browser.follow(offering + "/comments", "element", "effort", "said", "Does this count the reading?");
        return offering;
    }

    private String aPathway(Person author, String institution, String offering) {
        var browser = cast.signedIn(author);
        var pathway = browser.follow("/portal/pathways", "title", "Offshore wind engineer", "provider", institution)
                .replace("/edit", "");
        browser.follow(
                pathway + "/edit",
                "revision",
                "0",
                "title",
                "Offshore wind engineer",
                "summary",
                "From judging a site to running what stands there.",
                "rule.type",
                "anyOf",
                "rule.n",
                "2",
                "offering",
                offering.replace("/portal/offerings/", ""),
                "recognition[0].award",
                "MSc Energy Systems",
                "recognition[0].institution",
                "Nordkyst University College");
        browser.follow(pathway + "/comments", "element", "rule", "said", "Are two enough?");
        return pathway;
    }

    private static String[] anAbsence(UUID institution, Person deputy) {
        return new String[] {
            "provider",
            institution.toString(),
            "firstDay",
            "2099-07-01",
            "lastDay",
            "2099-07-21",
            "deputy",
            deputy.id().toString()
        };
    }

    private String anInvitation(Person administrator, UUID institution) {
        var email = UUID.randomUUID() + "@nordkyst.example";
        cast.signedIn(administrator)
                .follow("/portal/settings/" + institution + "/team", "email", email, "roles", "author");
        return cast.mail(email, Pattern.compile("/portal/join\\?token=\\S+"));
    }

    private void aSignInService(UUID institution) {
        cast.proveDomain(institution, institution.toString().substring(0, 8) + ".nordkyst.example");
        cast.database().sql("""
                        insert into realm (provider, issuer, client_id, secret, rule, tried_at, trial, changed_at)
                        values (:id, 'https://login.nordkyst.example/realms/staff', 'tessera', '', 'required', now(), 'unverified', now())
                        """).bind("id", institution).then().block();
    }

    private String aMapping(Person author, UUID institution) {
        return cast.signedIn(author)
                .upload(
                        "/portal/imports/mappings",
                        "Code;Name;Delivery;Price\n1;Offshore wind;Web;3900\n;Onshore wind;Moon;-\n"
                                .getBytes(StandardCharsets.UTF_8),
                        "provider",
                        institution.toString(),
                        "name",
                        "courses")
                .returnResult(Void.class)
                .getResponseHeaders()
                .getFirst("Location");
    }

    private String aSource(Person author, UUID institution) {
        var source = cast.signedIn(author)
                .follow(
                        "/portal/imports/sources",
                        "provider",
                        institution.toString(),
                        "address",
                        "http://localhost:1/a/catalogue/of/courses.jsonld?with=a-long-query&and=another-one",
                        "name",
                        "site",
                        "format",
                        "linked-data",
                        "every",
                        "daily");
        await().atMost(Duration.ofMinutes(3))
                .until(() -> cast.signedIn(author).page(source).contains("Nothing answers there"));
        return source;
    }

    /** One that is over: the page of one that is not changes by itself. */
    private String anImport(UUID institution) {
        var system = cast.program(institution, null, Scope.IMPORT);
        var id = system.post("/api/v1/imports?dryRun=true", """
                        {"source": "%s", "offerings": [{"externalId": "1", "provider": "nobody", "title": " "}]}
                        """.formatted(UUID.randomUUID()))
                .text("/id");
        await().until(() -> system.get("/api/v1/imports/" + id).text("/status").equals("completed"));
        return "/portal/imports/" + id;
    }

    private BrowserContext signedIn(TestBrowser chromium, Person person) {
        var context = chromium.person();
        cast.signedIn(person)
                .cookies()
                .forEach((name, value) ->
                        context.addCookies(List.of(new Cookie(name, value).setUrl("http://localhost:" + port))));
        return context;
    }

    private BrowserContext halfSignedIn(TestBrowser chromium, Person person) {
        var context = chromium.person();
        var pending = cast.nobody()
                .post("/portal/sign-in", "email", person.email(), "password", TestPeople.PASSWORD)
                .returnResult(Void.class)
                .getResponseCookies()
                .getFirst("tessera_pending");
        context.addCookies(
                List.of(new Cookie(pending.getName(), pending.getValue()).setUrl("http://localhost:" + port)));
        return context;
    }

    private static Map<String, String> anApplication(String domain) {
        return Map.of(
                "legalName", "Fjell University College AS",
                "country", "NO",
                "registration", "NO 974 767 880, Register of Business Enterprises",
                "accreditation", "NOKUT, until 2031",
                "quality", "The study board approves each course before it runs and looks at results every year.",
                "domain", domain,
                "contact", "Ragna Rector",
                "email", "rector@" + domain);
    }

    private List<String> look(BrowserContext context, String name, String path) {
        var page = page(context);
        return page.navigate("http://localhost:" + port + path).status() >= 500
                ? List.of(name + " fails")
                : Inspection.problems(page, name);
    }

    private List<String> lookAtOutage(BrowserContext context, String path) {
        var page = page(context);
        assertThat(page.navigate("http://localhost:" + port + path).status()).isEqualTo(503);
        return Inspection.problems(page, "preview-away");
    }

    /** One window for each person: opening another for each page takes longer than the page. */
    private static Page page(BrowserContext context) {
        return context.pages().isEmpty() ? context.newPage() : context.pages().getFirst();
    }

    /** A form that comes back at once is taken for a program's, so typing takes its time. */
    private List<String> lookAfterSending(BrowserContext context, String name, String path, Map<String, String> typed) {
        var page = page(context);
        try {
            page.navigate("http://localhost:" + port + path);
            typed.forEach((field, value) -> {
                var input = page.locator("main [name=" + field + "]");
                if (field.equals("country")) {
                    input.selectOption(value);
                } else {
                    input.fill(value);
                }
            });
            clock.pass(TYPING);
            page.locator("main form button[type=submit]").click();
            page.locator("main form").first().waitFor(new WaitForOptions().setState(WaitForSelectorState.DETACHED));
            page.waitForLoadState();
            return Inspection.problems(page, name);
        } finally {
            clock.backToNow();
        }
    }

    /** By the keyboard alone. */
    private List<String> lookUpASkill(BrowserContext context, String path) {
        cast.database().sql("""
                        with made as (insert into skill_import (id, source, imported_at, skills) values (gen_random_uuid(), 'pages', now(), 1) returning id)
                        insert into skill_name (edition, uri, place, name) select id, 'http://skill.example/1', 0, 'zephyr reading' from made
                        """).then().block();
        var page = page(context);
        try {
            page.navigate("http://localhost:" + port + path);
            var label = page.locator("[name='skills[0].label']");
            label.pressSequentially("zeph");
            page.locator("[role=option]").waitFor();
            var problems = Inspection.problems(page, "skills");
            label.press("ArrowDown");
            label.press("Enter");
            return page.locator("[name='skills[0].uri']").inputValue().equals("http://skill.example/1")
                    ? problems
                    : List.of("a skill cannot be taken by the keyboard");
        } finally {
            cast.database().sql("delete from skill_import").then().block();
        }
    }
}
