package market.tessera.provider.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import market.tessera.platform.identity.Person;
import market.tessera.provider.OtherLogs;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PortalTest
class RefundLetterTests {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Autowired
    private Cast cast;

    @Test
    void financeStaffAreToldOnceThatABuyerAsksForMoneyBack() {
        var college = cast.institution("Glenmore College");
        var finance = cast.person("Fay Finance", college, Role.FINANCE);
        var administrator = cast.person("Ada Administrator", college, Role.ADMINISTRATOR);
        var order = UUID.randomUUID();
        var wish = UUID.randomUUID();

        OtherLogs.tell("refund.asked", UUID.randomUUID().toString(), 1, "{\"order\": \"nothing of the kind\"}");
        told(wish, order, college, 1);
        told(wish, order, college, 1);
        told(UUID.randomUUID(), order, college, 3);

        eventually(finance, 2, "A buyer asks for money back: order T-77");
        assertThat(cast.mail(finance.email(), Pattern.compile("€1,390\\.50 is what could be given back")))
                .isNotEmpty();
        assertThat(cast.mail(finance.email(), Pattern.compile("3 places in “Wound care, Triage”")))
                .isNotEmpty();
        assertThat(cast.mail(finance.email(), Pattern.compile("/checkout/desk/orders/" + order)))
                .isNotEmpty();
        assertThat(cast.letters(administrator))
                .as("somebody else looks after money")
                .isEmpty();
    }

    @Test
    void whereNobodyLooksAfterMoneyAdministratorsAreTold() {
        var college = cast.institution("Small College");
        var administrator = cast.person("Ann Alone", college, Role.ADMINISTRATOR);
        var author = cast.person("Abe Author", college, Role.AUTHOR);

        told(UUID.randomUUID(), UUID.randomUUID(), college, 1);

        eventually(administrator, 1, "A buyer asks for money back: order T-77");
        assertThat(cast.letters(author)).isEmpty();
    }

    @Test
    void financeStaffAreToldOfADisputeAndHowItEnds() {
        var college = cast.institution("Glenmore College");
        var finance = cast.person("Fay Finance", college, Role.FINANCE);
        var order = UUID.randomUUID();

        disputed(order, college, 1, "open");
        disputed(order, college, 1, "open");
        eventually(finance, 1, "The payment of order T-78 is disputed");
        assertThat(cast.mail(
                        finance.email(),
                        Pattern.compile(
                                "(?s)Wound care.*best evidence.*Evidence counts until 9 December 2026, 23:59 UTC")))
                .isNotEmpty();
        disputed(order, college, 2, "misread");
        disputed(order, college, 2, "lost");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cast.letters(finance))
                        .containsExactly(
                                "The payment of order T-78 is disputed", "The dispute about order T-78 is lost"));
    }

    private static void disputed(UUID order, UUID college, int version, String state) {
        OtherLogs.tell("payment.disputed", "dp_1/" + college, version, """
                {"id": "dp_1", "state": "%s", "order": "%s", "orderNumber": "T-78", "provider": {"id": "%s", "name": "Glenmore College"},
                 "titles": ["Wound care"], "answerBy": "2026-12-09T23:59:00Z"}
                """.formatted(state, order, college));
    }

    private static void told(UUID wish, UUID order, UUID college, int places) {
        OtherLogs.tell("refund.asked", wish.toString(), 1, """
                {"id": "%s", "order": "%s", "orderNumber": "T-77", "provider": {"id": "%s", "name": "Glenmore College"},
                 "titles": ["Wound care", "Triage"], "places": %d, "left": {"amount": 139050, "currency": "EUR"}}
                """.formatted(wish, order, college, places));
    }

    private void eventually(Person person, int letters, String subject) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(cast.letters(person)).hasSize(letters).allMatch(subject::equals));
    }
}
