package market.tessera.provider.imports;

import static org.assertj.core.api.Assertions.assertThat;

import market.tessera.provider.access.Scope;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.Test;

/** Documents that catalogues name by address. */
class ImportedDocumentsTests extends NamedFiles {
    @Test
    void bringDocumentsTogetherWithOneEdition() {
        var syllabus = site.at("/syllabus.pdf", pdf(2, "\"one\""));
        var fees = site.at("/fees.pdf", pdf(1, "\"two\""));
        var named =
                documents("1", paper("Syllabus", syllabus), paper("Fees", fees), paper("Map", site.address("/map")));

        var report = settled(imported(named));

        assertThat(tally(report, "documents")).isEqualTo("0 waiting, 2 fetched, 0 unchanged, 1 failed");
        assertThat(reasons(report))
                .singleElement()
                .asString()
                .contains("“Map”: its address answers with an error (404)");
        assertThat(papers("1")).containsExactly("Syllabus 2", "Fees 1");
        assertThat(editions("1")).isEqualTo(2);
        cast.database()
                .sql(
                        "update sourced_document set asked_at = asked_at - interval '8 days' where address in (:one, :two)")
                .bind("one", syllabus)
                .bind("two", fees)
                .then()
                .block();
        assertThat(tally(settled(imported(named)), "documents"))
                .isEqualTo("0 waiting, 0 fetched, 2 unchanged, 1 failed");
        assertThat(editions("1")).isEqualTo(2);

        settled(imported(documents("1", paper("Syllabus", site.at("/next.pdf", pdf(3, "\"three\""))))));

        assertThat(papers("1"))
                .as("of one title the next one, of another what was there")
                .containsExactly("Syllabus 3", "Fees 1");
        assertThat(editions("1")).isEqualTo(3);
    }

    @Test
    void bringDocumentsToTheReviewersWhereTheProviderWantsThem() {
        cast.signedIn(cast.person("Maren Vik", nordkyst, Role.ADMINISTRATOR))
                .follow("/portal/settings/" + nordkyst + "/reviews/imports", "imports", "propose");
        var reviewer = cast.program(nordkyst, null, Scope.REVIEW);

        settled(imported(documents("1", paper("Syllabus", site.at("/syllabus.pdf", pdf(2, "\"one\""))))));

        var id = reviewer.get(OFFERINGS + "?state=in-review").text("/items/0/id");
        assertThat(reviewer.get(OFFERINGS + "/" + id).text("/elements/documents/0/title"))
                .isEqualTo("Syllabus");
        assertThat(editions("1")).isZero();
        assertThat(reviewer.post(OFFERINGS + "/" + id + "/approve", "{}").status())
                .isEqualTo(200);
        assertThat(reviewer.post(OFFERINGS + "/" + id + "/publish", "{}").status())
                .isEqualTo(200);
        assertThat(papers("1")).containsExactly("Syllabus 2");
    }
}
