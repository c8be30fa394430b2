package market.tessera.provider.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import market.tessera.provider.imports.OtherSite;
import market.tessera.provider.imports.OtherSite.Answer;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.Test;

/** Catalogues that lie at an address. */
class SourcesTests extends AddressedCatalogues {
    @Test
    void areImportedAndLookedAtAgainOnlyIfTheyHaveChanged() {
        var address = site.at(
                "/courses",
                Answer.of("text/html; charset=utf-8", COURSE.formatted("1", "Welding"))
                        .with("ETag", "\"one\""));

        var page = add(address, "linked-data", "daily");

        assertThat(seen(page, "Imported")).contains("Report", "In order", "It is looked at next on");
        imported(1);
        author.follow(page + "/fetch");
        seen(page, "Unchanged");
        site.at(
                "/courses",
                Answer.of("text/html", COURSE.formatted("2", "Sewing")).with("ETag", "\"two\""));
        author.follow(page + "/fetch");
        imported(2); // what is gone stays
        assertThat(site.asked())
                .extracting(asked -> asked.header("If-None-Match"))
                .containsExactly("", "\"one\"", "\"one\"");
        assertThat(cast.count(
                        "select count(*) from import_source where name = 'site' and due_at > now() + interval '20 hours' and provider = :id::uuid",
                        nordkyst.toString()))
                .isEqualTo(1);
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
        imported(3);
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

    private void refused(String address, String format, String name, String why) {
        author.post("/portal/imports/sources", fields(address, format, name, "never"))
                .expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .value(page -> assertThat(page).contains(why, address));
    }
}
