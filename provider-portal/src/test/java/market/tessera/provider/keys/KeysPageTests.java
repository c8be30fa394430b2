package market.tessera.provider.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import market.tessera.provider.Browser;
import market.tessera.provider.MovableClock;
import market.tessera.provider.PortalTest;
import market.tessera.provider.Program;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PortalTest
class KeysPageTests {
    private static final Pattern SECRET = Pattern.compile("tsk_[A-Za-z0-9_-]{43}");

    @Autowired
    private Cast cast;

    @Autowired
    private MovableClock clock;

    private UUID nordkyst;
    private Browser administrator;
    private String page;

    @BeforeEach
    void anAdministrator() {
        nordkyst = cast.institution("Nordkyst");
        administrator = cast.signedIn(cast.person("Maren Vik", nordkyst, Role.ADMINISTRATOR));
        page = "/portal/settings/" + nordkyst + "/keys";
    }

    @AfterEach
    void now() {
        clock.backToNow();
    }

    @Test
    void showsANewKeyOnceAndWhatItMay() {
        var secret = issue("scopes", "read", "days", "never");

        assertThat(status(secret, "/api/v1/provider/offerings")).isEqualTo(200);
        assertThat(status(secret, "/api/v1/provider/enrollments")).isEqualTo(403);
        assertThat(administrator.page(page))
                .contains("Student system", "Maren Vik", "Read offerings")
                .doesNotContain(secret);
    }

    @Test
    void endsAKeyWhenItsTimeIsOver() {
        var secret = issue("scopes", "read", "days", "30");
        assertThat(status(secret, "/api/v1/provider/offerings")).isEqualTo(200);

        clock.pass(Duration.ofDays(31));

        assertThat(status(secret, "/api/v1/provider/offerings")).isEqualTo(401);
    }

    @Test
    void revokesAKeyAtOnceAndKeepsWhoDid() {
        var secret = issue("scopes", "read");
        var revoke = find("action=\"(" + page + "/[0-9a-f-]+/revoke)\"");

        administrator.follow(revoke);
        administrator.follow(revoke);

        assertThat(status(secret, "/api/v1/provider/offerings")).isEqualTo(401);
        assertThat(administrator.page(page)).contains("Revoked", "by Maren Vik");
        assertThat(cast.count(
                        "select count(*) from security_audit where provider = :id::uuid and event in ('KEY_ISSUED', 'KEY_REVOKED')",
                        nordkyst.toString()))
                .isEqualTo(2);
    }

    @Test
    void refusesAKeyThatCouldDecideOnWhatItWrites() {
        administrator
                .post(page, "label", "Both", "scopes", "write", "scopes", "review")
                .expectStatus()
                .isEqualTo(422);
        administrator.post(page, "label", " ", "scopes", "read").expectStatus().isEqualTo(422);
        administrator.post(page, "label", "Nothing").expectStatus().isEqualTo(422);

        assertThat(administrator.page(page)).contains("No key has been given out yet");
    }

    @Test
    void doesNotRevokeKeysOfOthers() {
        var secret = issue("scopes", "read");
        var revoke = find("action=\"" + page + "/([0-9a-f-]+)/revoke\"");
        var elsewhere = cast.institution("Another");
        var stranger = cast.signedIn(cast.person("Sten Stranger", elsewhere, Role.ADMINISTRATOR));

        stranger.post(page + "/" + revoke + "/revoke").expectStatus().isNotFound();
        stranger.follow("/portal/settings/" + elsewhere + "/keys/" + revoke + "/revoke");

        assertThat(status(secret, "/api/v1/provider/offerings")).isEqualTo(200);
    }

    private String issue(String... fields) {
        var typed = Stream.concat(Stream.of("label", "Student system"), Stream.of(fields))
                .toArray(String[]::new);
        var answer = administrator
                .post(page, typed)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        var secret = SECRET.matcher(answer);
        assertThat(secret.find()).isTrue();
        return secret.group();
    }

    private String find(String pattern) {
        var found = Pattern.compile(pattern).matcher(administrator.page(page));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private int status(String secret, String path) {
        return Program.with(cast.web(), secret).get(path).status();
    }
}
