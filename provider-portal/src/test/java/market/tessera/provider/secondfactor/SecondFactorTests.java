package market.tessera.provider.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import market.tessera.platform.identity.Person;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

class SecondFactorTests extends TwoProofs {
    @Test
    void isSetUpBeforeAnythingElseByWhoHandlesMoneyOrPeople() {
        for (var role : List.of(Role.ADMINISTRATOR, Role.FINANCE)) {
            var person = cast.asked(cast.person("In this role", nordkyst, role));
            var pending = password(person, "/portal/offerings");
            assertThat(pending.where()).isEqualTo("/portal/sign-in/second-factor");
            assertThat(pending.session()).isNull();
            pending.browser().get("/portal").expectStatus().is3xxRedirection();
            assertThat(pending.browser().page("/portal/sign-in/second-factor"))
                    .contains("otpauth://totp/", "class=\"qr\"");
            pending.browser()
                    .post("/portal/sign-in/second-factor", "code", "000000")
                    .expectStatus()
                    .isEqualTo(422);

            var answer = pending.browser()
                    .post("/portal/sign-in/second-factor", "code", code(person))
                    .expectStatus()
                    .isOk()
                    .expectBody(String.class)
                    .returnResult();

            assertThat(RECOVERY.matcher(answer.getResponseBody()).results()).hasSize(10);
            assertThat(answer.getResponseBody()).contains("href=\"/portal/offerings\"");
            session(answer).get("/portal").expectStatus().isOk();
        }
        assertThat(password(cast.asked(cast.person("Ane", nordkyst, Role.AUTHOR)), "/portal")
                        .session())
                .isNotNull();
        assertThat(password(cast.asked(cast.operator("Noor")), "/portal").where())
                .endsWith("second-factor");
    }

    @Test
    void isAskedAtEverySigningInAndTakesACodeOnce() {
        setUp(maren);
        clock.pass(NEXT_CODE);
        var pending = password(maren, "/portal/offerings");
        assertThat(pending.where()).isEqualTo("/portal/sign-in/code");
        assertThat(pending.session()).isNull();
        pending.browser().get("/portal").expectStatus().is3xxRedirection();
        var code = code(maren);
        var other = password(maren, "/portal");

        var answer = pending.browser()
                .post("/portal/sign-in/code", "code", code.substring(0, 3) + " " + code.substring(3))
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .location("/portal/offerings")
                .expectBody(String.class)
                .returnResult();

        session(answer)
                .get("/portal/settings/" + nordkyst + "/team")
                .expectStatus()
                .isOk();
        other.browser()
                .post("/portal/sign-in/code", "code", code)
                .expectStatus()
                .isEqualTo(422);
        pending.browser()
                .post("/portal/sign-in/code", "code", code)
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .location("/portal/sign-in");
        assertThat(audit(maren)).contains("SECOND_FACTOR_SET_UP", "SIGNED_IN", "SECOND_FACTOR_REFUSED");
    }

    @Test
    void letsOneOfManyWithTheSameCodeInAtOnce() {
        setUp(maren);
        clock.pass(NEXT_CODE);
        var code = code(maren);
        var waiting =
                IntStream.range(0, 4).mapToObj(_ -> password(maren, "/portal")).toList();

        var through = Flux.fromIterable(waiting)
                .flatMap(one -> Flux.just(one)
                        .publishOn(Schedulers.boundedElastic())
                        .map(pending -> pending.browser()
                                .post("/portal/sign-in/code", "code", code)
                                .returnResult(Void.class)
                                .getResponseCookies()
                                .containsKey("tessera_staff")))
                .collectList()
                .block();

        assertThat(through).containsOnlyOnce(true);
    }

    @Test
    void takesEachRecoveryCodeOnce() {
        var codes = setUp(maren);

        session(password(maren, "/portal")
                        .browser()
                        .post("/portal/sign-in/code", "code", codes.getFirst())
                        .expectStatus()
                        .isSeeOther()
                        .expectBody(String.class)
                        .returnResult())
                .get("/portal")
                .expectStatus()
                .isOk();

        password(maren, "/portal")
                .browser()
                .post("/portal/sign-in/code", "code", codes.getFirst())
                .expectStatus()
                .isEqualTo(422);
        password(maren, "/portal")
                .browser()
                .post(
                        "/portal/sign-in/code",
                        "code",
                        codes.getLast().toUpperCase(java.util.Locale.ROOT).replace("-", " "))
                .expectStatus()
                .isSeeOther();
        assertThat(cast.count(
                        "select count(*) from recovery_code where staff = :id::uuid",
                        maren.id().toString()))
                .isEqualTo(8);
    }

    @Test
    void pausesAfterFiveWrongCodesAlsoForTheRightOne() {
        setUp(maren);
        clock.pass(NEXT_CODE);
        IntStream.range(0, 5)
                .forEach(_ -> password(maren, "/portal")
                        .browser()
                        .post("/portal/sign-in/code", "code", "123456")
                        .expectStatus()
                        .isEqualTo(422));

        password(maren, "/portal")
                .browser()
                .post("/portal/sign-in/code", "code", code(maren))
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .exists("Retry-After");
    }

    @Test
    void keepsNoSecretThatCouldBeRead() {
        var codes = setUp(maren);
        var kept = database.sql(
                        "select secret, (select hash from recovery_code limit 1) from second_factor where staff = :id")
                .bind("id", maren.id())
                .map(row -> row.get(0, byte[].class))
                .one()
                .block();

        assertThat(kept).hasSizeGreaterThan(20);
        assertThat(new String(kept, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(codes.getFirst());
        cast.nobody().get("/portal/sign-in/code").expectStatus().isSeeOther();
        cast.nobody().get("/portal/sign-in/second-factor").expectStatus().isSeeOther();
    }

    private List<String> audit(Person person) {
        return database.sql("select event from security_audit where staff = :id order by id")
                .bind("id", person.id())
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block();
    }
}
