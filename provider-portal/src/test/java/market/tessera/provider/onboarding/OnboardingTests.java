package market.tessera.provider.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OnboardingTests extends Applicants {
    @Test
    void leadsFromAnApplicationToAVerifiedInstitution() {
        send("name", name).expectStatus().isOk();
        var rector = joined();
        var institution = institution();
        assertThat(rector.page("/portal")).contains(name + " is not verified yet");
        var operator = cast.signedIn(cast.operator("Noor Haddad"));
        assertThat(operator.page("/portal/providers?q=" + name)).contains("Applies");
        var desk = "/portal/providers/" + institution;
        assertThat(operator.page(desk)).contains("NO 974 767 880", "The study board approves", domain, email);

        operator.follow(desk + "/ask", "said", "Until when is the accreditation?");
        assertThat(cast.mail(email, Pattern.compile("Until when is the accreditation")))
                .isNotEmpty();
        rector.follow("/portal/settings/" + institution + "/verification", "said", "Until 2031.");
        assertThat(operator.page("/portal/providers?q=" + name)).contains("Has answered");
        operator.follow(desk + "/verify", verification());

        assertThat(rector.page("/portal")).doesNotContain("is not verified yet");
        assertThat(rector.page("/portal/settings/" + institution + "/verification"))
                .contains("Asked for more", "Until 2031.", "Verified", "Holds until");
        assertThat(cast.mail(email, Pattern.compile("We vouch for"))).isNotEmpty();
    }

    @Test
    void needsEveryCheckAReasonAndADayBeforeTheOperatorVouches() {
        send("name", name);
        joined();
        var operator = cast.signedIn(cast.operator("Noor Haddad"));
        var desk = "/portal/providers/" + institution();
        var day = LocalDate.now(ZoneOffset.UTC).plusYears(1).toString();

        operator.post(desk + "/verify", "evidence", "Register", "reviewOn", day)
                .expectStatus()
                .isEqualTo(422);
        operator.post(desk + "/verify", fields(day, " ")).expectStatus().isEqualTo(422);
        operator.post(desk + "/verify", fields(LocalDate.now(ZoneOffset.UTC).toString(), "Register"))
                .expectStatus()
                .isEqualTo(422);
        operator.post(desk + "/verify", fields("soon", "Register"))
                .expectStatus()
                .isEqualTo(422);
        operator.post(desk + "/refuse", "said", " ").expectStatus().isEqualTo(422);
        operator.post(desk + "/suspend").expectStatus().isEqualTo(422);
        operator.post("/portal/providers/" + UUID.randomUUID() + "/verify", verification())
                .expectStatus()
                .isNotFound();

        assertThat(cast.count("select count(*) from provider where name = :id and verified_at is not null", name))
                .isZero();
    }

    @Test
    void putsInstitutionsFirstThatWaitForAWordOrForAnotherLook() {
        var operator = cast.signedIn(cast.operator("Noor Haddad"));
        send("name", name);
        joined();
        operator.follow("/portal/providers/" + institution() + "/verify", verification());
        assertThat(operator.page("/portal/providers?q=" + name)).doesNotContain("Verification due");

        clock.pass(Duration.ofDays(366));

        assertThat(cast.signedIn(cast.operator("Later")).page("/portal/providers?q=" + name))
                .contains("Verification due");
    }
}
