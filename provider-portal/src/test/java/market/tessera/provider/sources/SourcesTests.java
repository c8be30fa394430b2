package market.tessera.provider.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import market.tessera.platform.outbound.Downloads;
import market.tessera.platform.outbound.Downloads.State;
import market.tessera.platform.outbound.Unreachable;
import market.tessera.platform.outbound.Unreachable.Reason;
import market.tessera.provider.Browser;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.imports.OtherSite;
import market.tessera.provider.imports.OtherSite.Answer;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** Catalogues that lie at an address. */
@PortalTest
class SourcesTests {
    private static final String COURSE = """
            <html><script type="application/ld+json">
            {"@type": "Course", "url": "https://nordkyst.example/%s", "name": "%s"}
            </script></html>""";

    @Autowired
    private Cast cast;

    @Autowired
    private Downloads downloads;

    private final OtherSite site = new OtherSite();
    private UUID nordkyst;
    private Browser author;
    private String mail;

    @BeforeEach
    void anInstitution() {
        nordkyst = cast.institution("Nordkyst");
        var person = cast.person("Ane Author", nordkyst, Role.AUTHOR);
        mail = person.email();
        author = cast.signedIn(person);
    }

    @AfterEach
    void closed() {
        site.close();
    }

    @Test
    void areImportedAndLookedAtAgainOnlyIfTheyHaveChanged() {
        var address = site.at(
                "/courses",
                Answer.of("text/html; charset=utf-8", COURSE.formatted("1", "Welding"))
                        .with("ETag", "\"one\""));

        var page = add(address, "linked-data", "daily");

        assertThat(seen(page, "Imported")).contains("Report", "In order", "It is looked at next on");
        await().untilAsserted(() -> assertThat(offerings()).isEqualTo(1));
        author.follow(page + "/fetch");
        seen(page, "Unchanged");
        site.at(
                "/courses",
                Answer.of("text/html", COURSE.formatted("2", "Sewing")).with("ETag", "\"two\""));
        author.follow(page + "/fetch");
        await().untilAsserted(
                        () -> assertThat(offerings()).as("what is gone stays").isEqualTo(2));
        assertThat(site.asked())
                .extracting(asked -> asked.header("If-None-Match"))
                .containsExactly("", "\"one\"", "\"one\"");
        assertThat(cast.count(
                        "select count(*) from import_source where name = 'site' and due_at > now() + interval '20 hours' and provider = :id::uuid",
                        nordkyst.toString()))
                .isEqualTo(1);
    }

    @Test
    void tellPeopleWhenTheyFailAgainAndAgain() {
        var address = site.at("/gone", new Answer(503, Map.of("Content-Type", "application/json"), ""));
        var page = add(address, "catalogue", "weekly");

        seen(page, "Failed 1 times");
        author.follow(page + "/fetch");
        seen(page, "Failed 2 times");
        author.follow(page + "/fetch");
        assertThat(seen(page, "Failed 3 times")).contains("It answered with an error", "(503)");

        assertThat(cast.mail(mail, Pattern.compile("/portal/imports/sources/\\S+")))
                .contains(page);
    }

    @Test
    void areFollowedWhereTheyHaveMovedButTheTokenStays() {
        try (var elsewhere = new OtherSite()) {
            var target = elsewhere.at(
                    "/list",
                    Answer.of(
                            "application/ld+json",
                            "[{\"@type\": \"Course\", \"url\": \"https://a.example/1\", \"name\": \"A\"}]"));
            var address = site.at("/list", new Answer(302, Map.of("Location", target), ""));

            var page = add(address, "linked-data", "never");

            seen(page, "Imported");
            assertThat(site.asked().getFirst().header("Authorization")).isEqualTo("Bearer s3cret");
            assertThat(elsewhere.asked().getFirst().header("Authorization")).isEmpty();
        }
    }

    @Test
    void goOnWithoutTheTokenAtAnotherHostThatTheyWereSentTo() {
        try (var elsewhere = new OtherSite()) {
            var course =
                    "[{\"sourcedId\": \"o%1$d\", \"course\": \"c%1$d\", \"title\": [{\"recordLanguage\": \"en\", \"value\": \"Course %1$d\"}]}]";
            var target = elsewhere.at(
                    "/moved",
                    Answer.of("application/json", course.formatted(1)).with("Link", "</moved?page=two>; rel=\"next\""));
            elsewhere.at("/moved?page=two", Answer.of("application/json", course.formatted(2)));
            var address = site.at("/courseOfferings", Answer.of("text/plain", ""));
            site.at("/courseOfferings?limit=100&offset=0", new Answer(302, Map.of("Location", target), ""));

            seen(add(address, "edu-api", "never"), "Imported");

            assertThat(site.asked().getFirst().header("Authorization")).isEqualTo("Bearer s3cret");
            assertThat(elsewhere.asked())
                    .hasSize(2)
                    .allSatisfy(
                            asked -> assertThat(asked.header("Authorization")).isEmpty());
        }
    }

    @Test
    void failLikeAnyOtherWhereAPageIsSaidToBeUnchanged() {
        var address = site.at("/courseOfferings", Answer.of("text/plain", ""));
        site.at("/courseOfferings?limit=100&offset=0", new Answer(304, Map.of(), ""));

        seen(add(address, "edu-api", "never"), "Failed 1 times");
    }

    @Test
    void failLikeAnyOtherWhereSomethingIsWrongHere() {
        var page = add(
                site.at("/courses", Answer.of("text/html", COURSE.formatted("1", "Welding"))), "linked-data", "never");
        seen(page, "Imported");
        cast.database()
                .sql("update import_source set token = 'of another key' where provider = :id")
                .bind("id", nordkyst)
                .then()
                .block();

        author.follow(page + "/fetch");

        seen(page, "Something went wrong on our side");
    }

    @Test
    void areLookedAtWhileAnotherDoesNotAnswer() throws IOException {
        try (var silent = new ServerSocket(0)) {
            var page = add("http://localhost:%d/".formatted(silent.getLocalPort()), "catalogue", "never", "slow");
            try (var call = silent.accept()) {
                var address = site.at("/courses", Answer.of("text/html", COURSE.formatted("1", "Welding")));

                seen(add(address, "linked-data", "never"), "Imported");

                assertThat(call.isConnected()).isTrue();
                assertThat(author.page(page)).contains("It is looked at in a moment.");
            }
        }
    }

    @Test
    void ofOneInstitutionAreLookedAtTwoAtATimeSoThatOthersHaveTheirTurn() {
        var address = site.at("/courses", Answer.of("text/html", COURSE.formatted("1", "Welding")));
        seen(add(address, "linked-data", "never", "one"), "Imported");
        seen(add(address, "linked-data", "never", "two"), "Imported");
        areTaken("now() + interval '1 hour'");
        var third = add(address, "linked-data", "never", "three");

        var another = cast.institution("Another");
        var stranger = cast.signedIn(cast.person("Sten Stranger", another, Role.AUTHOR));
        var fields = fields(address, "linked-data", "site", "never");
        fields[List.of(fields).indexOf(nordkyst.toString())] = another.toString();
        var theirs = stranger.follow("/portal/imports/sources", fields);
        await().atMost(Duration.ofMinutes(3)).until(() -> stranger.page(theirs).contains("Imported"));
        assertThat(author.page(third)).contains("It is looked at in a moment.");

        areTaken("null");
        seen(third, "Imported");
    }

    private void areTaken(String until) {
        cast.database()
                .sql("update import_source set taken_until = %s where provider = :id".formatted(until))
                .bind("id", nordkyst)
                .then()
                .block();
    }

    @Test
    void areGivenUpWhenTheyTakeTooLongAltogether(@TempDir Path folder) {
        var fetch = new Fetch(downloads, Integer.MAX_VALUE, Duration.ofMillis(200));

        assertThatThrownBy(() -> fetch.bring(listWithoutEnd(), null, folder.resolve("list"))
                        .block())
                .isInstanceOfSatisfying(
                        Unreachable.class, late -> assertThat(late.reason()).isEqualTo(Reason.TIMED_OUT));
    }

    @Test
    void areGivenUpWhenTheyHaveMorePagesThanAreRead(@TempDir Path folder) {
        var fetch = new Fetch(downloads, 3, Duration.ofMinutes(1));

        assertThatThrownBy(() -> fetch.bring(listWithoutEnd(), null, folder.resolve("list"))
                        .block())
                .isInstanceOfSatisfying(
                        Unreachable.class,
                        endless -> assertThat(endless.reason()).isEqualTo(Reason.TOO_LONG));
        assertThat(site.asked()).hasSize(3);
    }

    @Test
    void areNotTakenForWholeWhereAPageIsEmptyBeforeTheEnd() {
        var address = site.at("/courseOfferings", Answer.of("text/plain", ""));
        site.at(
                "/courseOfferings?limit=100&offset=0",
                Answer.of("application/json", "[{\"sourcedId\": \"o1\", \"course\": \"c1\"}]")
                        .with("X-Total-Count", "3"));
        site.at("/courseOfferings?limit=100&offset=1", Answer.of("application/json", "[]"));

        assertThat(seen(add(address, "edu-api", "never"), "Not reached")).contains("Its answer cannot be read");
        assertThat(site.asked()).hasSize(2);
    }

    private Source listWithoutEnd() {
        var page = "/courseOfferings?limit=100";
        var address =
                site.at(page, Answer.of("application/json", "[{}]").with("Link", "<%s>; rel=\"next\"".formatted(page)));
        return new Source(
                UUID.randomUUID(),
                nordkyst,
                "list",
                URI.create(address),
                "edu-api",
                Source.Every.NEVER,
                Source.Changes.USUAL,
                false,
                UUID.randomUUID(),
                State.NONE,
                null,
                0);
    }

    @Test
    void passTheReviewersOnlyWhereAnAdministratorSaysSo() {
        var fields = fields("https://files.example/x", "catalogue", "site", "never");
        fields[List.of(fields).indexOf("usual")] = "publish";

        author.post("/portal/imports/sources", fields).expectStatus().isForbidden();

        var page = add(site.at("/x", Answer.of("application/json", "{}")), "catalogue", "never");
        author.post(page, "every", "never", "changes", "publish").expectStatus().isForbidden();
        cast.signedIn(cast.person("Maren Vik", nordkyst, Role.ADMINISTRATOR))
                .follow(page, "every", "never", "changes", "publish");
        assertThat(cast.count(
                        "select count(*) from import_source where changes = 'publish' and provider = :id::uuid",
                        nordkyst.toString()))
                .isEqualTo(1);
    }

    @Test
    void areFetchedPageByPageFromEduApi() {
        var course =
                "{\"sourcedId\": \"o%1$d\", \"course\": \"c%1$d\", \"title\": [{\"recordLanguage\": \"en\", \"value\": \"Course %1$d\"}]}";
        var address = site.at("/courseOfferings", Answer.of("text/plain", ""));
        site.at(
                "/courseOfferings?limit=100&offset=0",
                Answer.of("application/json", "[" + course.formatted(1) + "," + course.formatted(2) + "]")
                        .with("Link", "</courseOfferings?page=two>; rel=\"next\", </courseOfferings>; rel=\"first\""));
        site.at(
                "/courseOfferings?page=two",
                Answer.of("application/json", "[" + course.formatted(3) + "]").with("X-Total-Count", "3"));

        var page = add(address, "edu-api", "never");

        seen(page, "Imported");
        await().untilAsserted(() -> assertThat(offerings()).isEqualTo(3));
    }

    @Test
    void areRefusedWhereTheyAreNoCatalogues() {
        assertThat(seen(add(site.at("/a", Answer.of("image/png", "x")), "linked-data", "never"), "Not reached"))
                .contains("It answered with another kind of file");
        assertThat(seen(
                        add(
                                site.at(
                                        "/b",
                                        Answer.of("application/json", "{}").with("Content-Encoding", "gzip")),
                                "catalogue",
                                "never",
                                "b"),
                        "Not reached"))
                .contains("It answered with another kind of file");
        assertThat(seen(
                        add(
                                site.at("/c", Answer.of("application/json", "{\"@type\": \"Thing\"}")),
                                "linked-data",
                                "never",
                                "c"),
                        "Not taken"))
                .contains("There is no course in it");
        assertThat(seen(
                        add(site.at("/d", new Answer(302, Map.of("Location", "/d"), "")), "linked-data", "never", "d"),
                        "Not reached"))
                .contains("(302)");
        refused("ftp://files.example/x", "linked-data", "site", "Enter an address that begins with https");
        refused("https://files.example/x", "no-such", "site", "Choose how it is to be read");
        refused("https://files.example/x", "linked-data", "a b", "Use letters, digits");
    }

    @Test
    void belongToThoseWhoWriteForTheInstitution() {
        var page = add(site.at("/x", Answer.of("application/json", "{}")), "catalogue", "never");
        var stranger = cast.signedIn(cast.person("Sten Stranger", cast.institution("Another"), Role.AUTHOR));

        stranger.get(page).expectStatus().isNotFound();
        stranger.post(page + "/fetch").expectStatus().isNotFound();
        stranger.post(page + "/remove").expectStatus().isNotFound();
        assertThat(stranger.page("/portal/imports/sources")).doesNotContain("/x");
        assertThat(author.follow(page + "/remove")).endsWith("/portal/imports/sources");
        author.get(page).expectStatus().isNotFound();
    }

    private String add(String address, String format, String every) {
        return add(address, format, every, "site");
    }

    private String add(String address, String format, String every, String name) {
        return author.follow("/portal/imports/sources", fields(address, format, name, every));
    }

    private void refused(String address, String format, String name, String why) {
        author.post("/portal/imports/sources", fields(address, format, name, "never"))
                .expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .value(page -> assertThat(page).contains(why, address));
    }

    private String[] fields(String address, String format, String name, String every) {
        return new String[] {
            "provider",
            nordkyst.toString(),
            "address",
            address,
            "format",
            format,
            "name",
            name,
            "every",
            every,
            "changes",
            "usual",
            "token",
            "s3cret"
        };
    }

    private String seen(String page, String words) {
        await().atMost(Duration.ofMinutes(3)).until(() -> author.page(page).contains(words));
        return author.page(page);
    }

    private long offerings() {
        return cast.count("select count(*) from offering where provider = :id::uuid", nordkyst.toString());
    }
}
