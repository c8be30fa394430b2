package market.tessera.provider.editing;

import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.provider.Browser;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@PortalTest
abstract class EditorSteps {
    @Autowired
    Cast cast;

    @Autowired
    DatabaseClient database;

    Browser author;
    Browser colleague;
    String offering;

    @BeforeEach
    void aDraftOfTwoAuthors() {
        var institution = cast.institution("Nordkyst");
        author = cast.signedIn(cast.person("Ane Author", institution, Role.AUTHOR));
        colleague = cast.signedIn(cast.person("Carl Colleague", institution, Role.AUTHOR));
        offering = author.follow("/portal/offerings/new", "title", "Offshore wind", "provider", institution.toString())
                .replace("/edit", "");
    }

    void save(Browser browser, String revision, String... fields) {
        browser.follow(
                offering + "/edit",
                Stream.concat(Stream.of("revision", revision), Stream.of(fields))
                        .toArray(String[]::new));
    }

    String autosave(String revision, String... fields) {
        return author.post(
                        offering + "/edit/autosave",
                        Stream.concat(Stream.of("revision", revision), Stream.of(fields))
                                .toArray(String[]::new))
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    String stored() {
        return one("select elements::text from offering_draft where offering = :id");
    }

    String one(String sql) {
        return database.sql(sql)
                .bind("id", UUID.fromString(offering.substring(offering.lastIndexOf('/') + 1)))
                .map(row -> row.get(0, String.class))
                .one()
                .block();
    }
}
