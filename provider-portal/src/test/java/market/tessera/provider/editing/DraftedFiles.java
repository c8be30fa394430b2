package market.tessera.provider.editing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.regex.Pattern;
import market.tessera.provider.Browser;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** The draft of an author, who puts files into it; published by others. */
@PortalTest
abstract class DraftedFiles {
    static final Pattern ADDRESS = Pattern.compile("/media/[0-9a-f]{64}");

    @Autowired
    Cast cast;

    UUID nordkyst;
    Browser author;
    String offering;

    @BeforeEach
    void aDraft() {
        nordkyst = cast.institution("Nordkyst");
        author = cast.signedIn(cast.person("Ane Author", nordkyst, Role.AUTHOR));
        offering = author.follow("/portal/offerings/new", "title", "Offshore wind", "provider", nordkyst.toString())
                .replace("/edit", "");
    }

    void publish() {
        var others = cast.signedIn(cast.person("Rolf Reviewer", nordkyst, Role.REVIEWER, Role.APPROVER));
        author.follow(offering + "/propose", "revision", revision());
        others.follow(offering + "/approve", "revision", revision());
        others.follow(offering + "/publish", "revision", revision());
    }

    String revision() {
        return cast.database()
                .sql("select coalesce((select revision from offering_draft where offering = :id), 0)::text")
                .bind("id", UUID.fromString(offering.replace("/portal/offerings/", "")))
                .mapValue(String.class)
                .one()
                .block();
    }

    String told() {
        return cast.database()
                .sql("select cast(data as text) from event_log where type = 'offering.published' and subject = :id")
                .bind("id", offering.replace("/portal/offerings/", ""))
                .mapValue(String.class)
                .one()
                .block();
    }

    static String address(String page) {
        var found = ADDRESS.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group();
    }

    static String text(ResponseSpec answer, int status) {
        return answer.expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
