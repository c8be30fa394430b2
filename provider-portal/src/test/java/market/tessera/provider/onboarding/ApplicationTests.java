package market.tessera.provider.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

class ApplicationTests extends Applicants {
    @Test
    void letsALinkProveTheDomainOnceAndOnlyInTime() {
        send("name", name);
        var token = cast.mail(email, LINK).replaceFirst(".*=", "");

        var answers = Flux.range(0, 4)
                .flatMap(_ -> Flux.just(token)
                        .publishOn(Schedulers.boundedElastic())
                        .map(one -> cast.nobody()
                                .post("/portal/apply/confirm", "token", one)
                                .returnResult(Void.class)
                                .getStatus()
                                .value()))
                .collectList()
                .block();

        assertThat(answers).containsOnlyOnce(303).allMatch(status -> status == 303 || status == 410);
        assertThat(cast.count("select count(*) from provider where name = :id", name))
                .isEqualTo(1);
        clock.pass(Duration.ofHours(2));
        send("email", "late@" + domain);
        var late = cast.mail("late@" + domain, LINK);
        clock.pass(Duration.ofDays(3));
        cast.nobody().get(late).expectStatus().isEqualTo(410);
    }

    @Test
    void takesNothingFromPrograms() {
        send("website", "https://buy.example").expectStatus().isOk();
        assertThat(mails()).isZero();
        var stamp = stamp();
        apply(stamp).expectStatus().isEqualTo(422);
        clock.pass(Duration.ofHours(25));
        apply(stamp).expectStatus().isEqualTo(422);
        apply("made-up").expectStatus().isEqualTo(422);
        var used = stamp();
        clock.pass(READING);
        apply(used, "email", "first@" + domain).expectStatus().isOk();
        apply(used, "email", "second@" + domain).expectStatus().isEqualTo(422);
        assertThat(mails()).isZero();

        for (var more = 0; more < 9; more++) {
            send("email", more + "@" + domain);
        }
        send().expectStatus().isEqualTo(429);
    }

    @Test
    void sendsAnAddressNoMoreThanAFewMails() {
        for (var more = 0; more < 5; more++) {
            send().expectStatus().isOk();
        }

        assertThat(mails()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "legalName, ' '",
        "country, XX",
        "country, ''",
        "registration, ''",
        "accreditation, ''",
        "quality, Good.",
        "domain, gmail.com",
        "domain, localhost",
        "domain, 10.0.0.1",
        "email, rector@elsewhere.example",
        "email, rector",
        "contact, ''"
    })
    void saysWhichFieldCannotBeTaken(String field, String typed) {
        var answer = send(field, typed)
                .expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(answer).contains("id=\"" + field + "-error\"", "href=\"#" + field + "\"");
        assertThat(mails()).isZero();
    }

    private long mails() {
        return cast.count("select count(*) from outbox_mail where recipient = :id", email);
    }
}
