package market.tessera.provider.team;

import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import market.tessera.platform.identity.Person;
import market.tessera.provider.Browser;
import market.tessera.provider.MovableClock;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Members;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** An administrator of an institution, its people, and the mails that invite more. */
@PortalTest
abstract class TeamOfAnInstitution {
    static final Pattern LINK = Pattern.compile("/portal/join\\?token=[A-Za-z0-9_-]{43}");

    @Autowired
    Cast cast;

    @Autowired
    DatabaseClient database;

    @Autowired
    Members members;

    @Autowired
    MovableClock clock;

    UUID nordkyst;
    Person maren;
    Browser administrator;
    String page;
    final String email = UUID.randomUUID() + "@nordkyst.example";

    @BeforeEach
    void anAdministrator() {
        database.sql("delete from throttle").then().block();
        nordkyst = cast.institution("Nordkyst");
        maren = cast.person("Maren Vik", nordkyst, Role.ADMINISTRATOR);
        administrator = cast.signedIn(maren);
        page = "/portal/settings/" + nordkyst + "/team";
    }

    @AfterEach
    void now() {
        clock.backToNow();
    }

    static String token(String link) {
        return link.replaceFirst(".*=", "");
    }

    String link() {
        return link(email);
    }

    String link(String to) {
        return cast.mail(to, LINK);
    }

    List<org.assertj.core.groups.Tuple> team() {
        return members.team(nordkyst)
                .map(one -> tuple(one.name(), one.roles().stream().sorted().toList()))
                .collectList()
                .block();
    }

    List<String> audit() {
        return database.sql("select event from security_audit where provider = :id order by id")
                .bind("id", nordkyst)
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block();
    }
}
