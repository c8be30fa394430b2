package market.tessera.provider.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import market.tessera.provider.Browser;
import market.tessera.provider.MovableClock;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Institutions that apply, and what the operator says to them. */
@PortalTest
abstract class Applicants {
    static final Pattern LINK = Pattern.compile("/portal/apply/confirm\\?token=[A-Za-z0-9_-]{43}");
    static final Pattern STAMP = Pattern.compile("name=\"stamp\" value=\"([^\"]+)\"");
    static final Duration READING = Duration.ofSeconds(30);

    @Autowired
    Cast cast;

    @Autowired
    DatabaseClient database;

    @Autowired
    MovableClock clock;

    final String domain = UUID.randomUUID() + ".example";

    final String email = "rector@" + domain;

    final String name = "Fjell " + UUID.randomUUID();

    @BeforeEach
    void nobodyHasSentAnything() {
        database.sql("delete from throttle").then().block();
    }

    @AfterEach
    void now() {
        clock.backToNow();
    }

    void status(String offering, String status) {
        database.sql("update offering set status = :status where id = :id")
                .bind("status", status)
                .bind("id", UUID.fromString(offering))
                .then()
                .block();
    }

    static String[] verification() {
        return fields(LocalDate.now(ZoneOffset.UTC).plusYears(1).toString(), "Register of universities");
    }

    static String[] fields(String day, String evidence) {
        return Stream.concat(
                        Stream.of("evidence", evidence, "reviewOn", day),
                        Verifications.CHECKS.stream().flatMap(check -> Stream.of("checks", check)))
                .toArray(String[]::new);
    }

    Browser joined() {
        var join = cast.nobody()
                .follow("/portal/apply/confirm", "token", cast.mail(email, LINK).replaceFirst(".*=", ""));
        return cast.join(join.replaceFirst(".*=", ""), "Ragna Rector", "a sentence of the rector");
    }

    ResponseSpec send(String... changes) {
        var stamp = stamp();
        clock.pass(READING);
        return apply(stamp, changes);
    }

    ResponseSpec apply(String stamp, String... changes) {
        var fields = new ArrayList<>(List.of(
                "legalName", "Fjell University College AS",
                "name", name,
                "country", "NO",
                "registration", "NO 974 767 880, Register of Business Enterprises",
                "accreditation", "NOKUT, until 2031",
                "quality", "The study board approves each course before it runs and looks at results every year.",
                "domain", "https://www." + domain + "/about",
                "contact", "Ragna Rector",
                "email", email,
                "stamp", stamp));
        for (var at = 0; at < changes.length; at += 2) {
            var known = fields.indexOf(changes[at]);
            if (known < 0) {
                fields.addAll(List.of(changes[at], changes[at + 1]));
            } else {
                fields.set(known + 1, changes[at + 1]);
            }
        }
        return cast.nobody().post("/portal/apply", fields.toArray(String[]::new));
    }

    String stamp() {
        var found = STAMP.matcher(cast.nobody().page("/portal/apply"));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    UUID institution() {
        return database.sql("select id from provider where name = :name")
                .bind("name", name)
                .map(row -> row.get(0, UUID.class))
                .one()
                .block();
    }
}
