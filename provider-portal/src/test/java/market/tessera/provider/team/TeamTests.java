package market.tessera.provider.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.UUID;
import market.tessera.provider.Browser;
import market.tessera.provider.access.Scope;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

class TeamTests extends TeamOfAnInstitution {
    @Test
    void changesRolesAndRemovesPeopleAtOnce() {
        var ingrid = cast.person("Ingrid Solberg", nordkyst, Role.AUTHOR);
        var session = cast.signedIn(ingrid);

        administrator.follow(page + "/people/" + ingrid.id() + "/roles", "roles", "reviewer");
        session.get("/portal/offerings/new").expectStatus().isForbidden();
        administrator
                .post(page + "/people/" + ingrid.id() + "/roles")
                .expectStatus()
                .isEqualTo(422);
        cast.program(nordkyst, ingrid.id(), Scope.READ);
        var removed = administrator.follow(page + "/people/" + ingrid.id() + "/remove");

        assertThat(administrator.page(removed))
                .contains("API keys that the person gave out still work", "/portal/settings/" + nordkyst + "/keys\"");
        session.get("/portal/enrollments").expectStatus().isForbidden();
        assertThat(team()).containsExactly(tuple("Maren Vik", List.of(Role.ADMINISTRATOR)));
        administrator
                .post(page + "/people/" + ingrid.id() + "/remove")
                .expectStatus()
                .isNotFound();
        assertThat(audit()).containsExactly("ROLES_CHANGED", "REMOVED");
    }

    @Test
    void keepsTheLastAdministratorAlsoWhenTwoRemoveEachOtherAtOnce() {
        administrator
                .post(page + "/people/" + maren.id() + "/remove")
                .expectStatus()
                .isEqualTo(422);
        administrator
                .post(page + "/people/" + maren.id() + "/roles", "roles", "author")
                .expectStatus()
                .isEqualTo(422);
        var second = cast.person("Second", nordkyst, Role.ADMINISTRATOR);
        var pairs = List.of(List.of(administrator, second.id()), List.of(cast.signedIn(second), maren.id()));

        Flux.fromIterable(pairs)
                .flatMap(pair -> Flux.just(pair)
                        .publishOn(Schedulers.boundedElastic())
                        .map(deed -> ((Browser) deed.getFirst())
                                .post(page + "/people/" + deed.getLast() + "/remove")
                                .returnResult(Void.class)
                                .getStatus()))
                .blockLast();

        assertThat(team()).hasSize(1);
    }

    @Test
    void doesNothingToPeopleOfOthers() {
        var elsewhere = cast.institution("Another");
        var lars = cast.person("Lars Holm", elsewhere, Role.AUTHOR, Role.ADMINISTRATOR);
        cast.signedIn(lars).follow("/portal/settings/" + elsewhere + "/team", "email", email, "roles", "author");
        var theirs = database.sql("select id from invitation where provider = :id")
                .bind("id", elsewhere)
                .map(row -> row.get(0, UUID.class))
                .one()
                .block();

        administrator
                .post(page + "/people/" + lars.id() + "/remove")
                .expectStatus()
                .isNotFound();
        administrator
                .post(page + "/invitations/" + theirs + "/resend")
                .expectStatus()
                .isNotFound();
        administrator.follow(page + "/invitations/" + theirs + "/withdraw");

        assertThat(cast.nobody().page(link())).contains("Work for Another");
    }

    @Test
    void showsListsOfTheInstitutionThatIsChosenAndPagesOfBoth() {
        var elsewhere = cast.institution("Another");
        var both = cast.person("Both", nordkyst, Role.AUTHOR);
        cast.join(both, elsewhere, Role.AUTHOR);
        var browser = cast.signedIn(both);
        var here = browser.follow("/portal/offerings/new", "title", "Written here", "provider", nordkyst.toString());
        browser.follow("/portal/offerings/new", "title", "Written there", "provider", elsewhere.toString());
        assertThat(browser.page("/portal/offerings")).contains("Written here", "Written there", "All institutions");

        var chosen = browser.with("tessera_workplace", elsewhere.toString());

        assertThat(chosen.page("/portal/offerings")).contains("Written there").doesNotContain("Written here");
        assertThat(chosen.page(here)).contains("Written here");
        assertThat(browser.with("tessera_workplace", UUID.randomUUID().toString())
                        .page("/portal/offerings"))
                .contains("Written here", "Written there");
        browser.post("/portal/workplace", "provider", elsewhere.toString())
                .expectStatus()
                .isSeeOther()
                .expectCookie()
                .valueEquals("tessera_workplace", elsewhere.toString());
    }
}
