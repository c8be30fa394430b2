package market.tessera.provider.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import market.tessera.provider.access.Scope;
import market.tessera.provider.imports.OtherSite.Answer;
import market.tessera.provider.media.TestPictures;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.Test;

/** Pictures that catalogues name by address, and what holds of all such files. */
class ImportedFilesTests extends NamedFiles {
    @Test
    void areFetchedOnceMadeAnewAndShownWithTheNextEdition() {
        var picture = site.at("/masts.png", png(800, 450, "\"one\""));

        var report =
                settled(imported(offering("1", picture, "Two masts"), offering("2", picture, null), offering("3")));

        assertThat(report.at("/counts/created").asInt()).isEqualTo(3);
        assertThat(pictures(report)).isEqualTo("0 waiting, 1 fetched, 0 unchanged, 0 failed");
        assertThat(shown("1")).startsWith("/media/").endsWith("Two masts");
        assertThat(shown("2")).startsWith("/media/").endsWith("Course 2");
        assertThat(shown("3")).isNull();
        assertThat(editions("1")).isEqualTo(2);
        assertThat(site.asked()).hasSize(1);
        cast.nobody().get(address("1")).expectStatus().isOk().expectHeader().contentType("image/jpeg");
        assertThat(cast.count("""
                        select count(*) from event_log where type = 'offering.published' and subject = (
                          select id::text from offering where provider = cast(:id as uuid) and external_id = '1')
                          and data #>> '{elements,image,alt}' = 'Two masts'
                        """, nordkyst.toString())).isEqualTo(1);
    }

    @Test
    void areNotFetchedAgainWhileNothingHasChanged() {
        var picture = site.at("/masts.png", png(800, 450, "\"one\""));
        settled(imported(offering("1", picture, "Masts")));

        assertThat(pictures(settled(imported(offering("1", picture, "Masts"))))).isEmpty();
        askedLongAgo();
        assertThat(pictures(settled(imported(offering("1", picture, "Masts")))))
                .isEqualTo("0 waiting, 0 fetched, 1 unchanged, 0 failed");

        assertThat(site.asked())
                .extracting(asked -> asked.header("If-None-Match"))
                .containsExactly("", "\"one\"");
        assertThat(editions("1")).isEqualTo(2);
    }

    @Test
    void areReplacedWhenSomethingElseLiesThere() {
        var picture = site.at("/masts.png", png(800, 450, "\"one\""));
        settled(imported(offering("1", picture, "Masts")));
        var before = address("1");
        site.at("/masts.png", png(400, 400, "\"two\""));
        askedLongAgo();

        settled(imported(offering("1", picture, "Masts")));

        assertThat(address("1")).isNotEqualTo(before);
        assertThat(editions("1")).isEqualTo(3);
        var other = site.at("/other.png", png(300, 300, "\"three\""));
        settled(imported(offering("1", other, "Others")));
        assertThat(shown("1")).endsWith("Others");
        settled(imported(offering("1")));
        assertThat(shown("1")).as("what the source no longer names stays").endsWith("Others");
    }

    @Test
    void leaveAPictureThatAnOfferingHasFromElsewhere() {
        settled(imported(offering("1")));
        var uploaded = "/media/" + "a".repeat(64);
        publishWith("1", uploaded);

        var report = settled(imported(offering("1", site.at("/masts.png", png(800, 450, "\"one\"")), "Masts")));

        assertThat(address("1")).isEqualTo(uploaded);
        assertThat(reasons(report)).singleElement().asString().contains("has a picture from elsewhere");
    }

    @Test
    void neverHoldUpTheImportThatNamesThem() {
        site.at("/broken.png", Answer.of("image/png", "\u0089PNG\r\n\u001a\n and nothing more"));
        site.at("/script.svg", Answer.of("image/svg+xml", "<svg><script/></svg>"));
        site.at("/page.png", Answer.of("image/png", "<!doctype html>"));
        site.at("/large.png", Answer.of("image/png", "x".repeat(5 * 1024 * 1024 + 1)));
        site.at("/away.png", new Answer(302, Map.of("Location", "file:///etc/passwd"), ""));
        var named = List.of("broken.png", "script.svg", "page.png", "large.png", "away.png", "missing.png");

        var report = settled(imported(IntStream.range(0, named.size())
                .mapToObj(number -> offering(Integer.toString(number), site.address("/" + named.get(number)), "Words"))
                .toArray(String[]::new)));

        assertThat(report.at("/counts/created").asInt()).isEqualTo(named.size());
        assertThat(pictures(report)).isEqualTo("0 waiting, 0 fetched, 0 unchanged, 6 failed");
        assertThat(String.join("\n", reasons(report)))
                .contains(
                        "cannot be read to its end",
                        "of another kind",
                        "no picture that can be read here",
                        "larger than is taken",
                        "public internet",
                        "answers with an error (404)");
    }

    @Test
    void areTriedAgainWhereTheServerHasNoTime() {
        var picture = site.at("/masts.png", new Answer(503, Map.of(), ""));
        var imported = imported(offering("1", picture, "Masts"));
        await().atMost(Duration.ofMinutes(3)).until(() -> !site.asked().isEmpty());
        site.at("/masts.png", png(800, 450, "\"one\""));

        await().atMost(Duration.ofMinutes(3)).until(() -> {
            cast.database()
                    .sql(
                            "update import_picture set due_at = now() where state = 'waiting' and provider = :id and due_at < now() + interval '2 minutes'")
                    .bind("id", nordkyst)
                    .then()
                    .block();
            return shown("1") != null;
        });

        assertThat(pictures(settled(imported))).isEqualTo("0 waiting, 1 fetched, 0 unchanged, 0 failed");
    }

    @Test
    void goToTheReviewersWhereTheProviderWantsThem() {
        cast.signedIn(cast.person("Maren Vik", nordkyst, Role.ADMINISTRATOR))
                .follow("/portal/settings/" + nordkyst + "/reviews/imports", "imports", "propose");
        var reviewer = cast.program(nordkyst, null, Scope.REVIEW);

        settled(imported(offering("1", site.at("/masts.png", png(800, 450, "\"one\"")), "Masts")));

        assertThat(editions("1")).isZero();
        var id = reviewer.get(OFFERINGS + "?state=in-review").text("/items/0/id");
        assertThat(reviewer.get(OFFERINGS + "/" + id).text("/elements/image/alt"))
                .isEqualTo("Masts");
        assertThat(reviewer.post(OFFERINGS + "/" + id + "/approve", "{}").status())
                .isEqualTo(200);
        assertThat(reviewer.post(OFFERINGS + "/" + id + "/publish", "{}").status())
                .isEqualTo(200);
        assertThat(shown("1")).endsWith("Masts");
        settled(imported(offering("1", site.at("/other.png", png(300, 300, "\"two\"")), "Others")));
        assertThat(shown("1")).endsWith("Masts");
        assertThat(reviewer.get(OFFERINGS + "/" + id).text("/elements/image/alt"))
                .isEqualTo("Others");
    }

    @Test
    void areReadOfCoursesInJsonLd() {
        var picture = site.at("/masts.jpg", Answer.of("image/jpeg", TestPictures.jpeg(800, 450)));
        var started = system.upload("/api/v1/imports?source=mine", "application/ld+json", """
                [{"@type": "Course", "url": "https://a.example/1", "name": "Wind",
                  "image": [{"@type": "ImageObject", "@id": "#main", "contentUrl": "%s", "caption": "Masts at sea"}]},
                 {"@type": "Course", "url": "https://a.example/2", "name": "Waves", "image": "/img/waves.jpg",
                  "subjectOf": [{"@type": "DigitalDocument", "url": "%s", "name": "Handbook", "inLanguage": "nb"}, {"@type": "Event", "name": "Open day"}]}]
                """.formatted(
                        picture, site.at("/handbook.pdf", pdf(4, "\"one\"")))
                .getBytes(StandardCharsets.UTF_8));

        var report = settled(started.text("/id"));

        assertThat(shown("https://a.example/1")).endsWith("Masts at sea");
        assertThat(papers("https://a.example/2")).containsExactly("Handbook 4");
        assertThat(String.join("\n", reasons(report))).contains("is no whole web address");
    }

    private static Answer png(int width, int height, String etag) {
        return Answer.of("image/png", TestPictures.png(width, height)).with("ETag", etag);
    }

    private void askedLongAgo() {
        cast.database()
                .sql("update import_picture set asked_at = asked_at - interval '8 days' where provider = :id")
                .bind("id", nordkyst)
                .then()
                .block();
    }

    /** As if somebody had uploaded a picture, and it had been published. */
    private void publishWith(String externalId, String picture) {
        cast.database()
                .sql("""
                        with added as (
                          insert into offering_version (offering, edition, elements, provenance, completeness, comparable_in, published_by)
                          select o.id, o.edition + 1, v.elements || jsonb_build_object('image', jsonb_build_object('url', :picture::text, 'alt', 'Ours')),
                            v.provenance, v.completeness, v.comparable_in, 'somebody'
                          from offering o join offering_version v on v.offering = o.id and v.edition = o.edition
                          where o.provider = :provider and o.external_id = :id
                          returning offering, edition)
                        update offering o set edition = a.edition from added a where o.id = a.offering
                        """)
                .bind("picture", picture)
                .bind("provider", nordkyst)
                .bind("id", externalId)
                .then()
                .block();
    }
}
