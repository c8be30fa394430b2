package market.tessera.checkout.moodle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Purchases.Course;
import market.tessera.checkout.Shop;
import market.tessera.checkout.enrollment.WithdrawEnrollments;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.Person.Kind;
import market.tessera.sandbox.buyer.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;

/** A provider with a Moodle that is called by its web services. */
@CheckoutTest
abstract class ConnectedMoodle {
    static final String AMARA = "amara.okafor@example.com";

    @Autowired
    Shop shop;

    @Autowired
    Purchases purchases;

    @Autowired
    WithdrawEnrollments withdraw;

    @Autowired
    TransactionalOperator transaction;

    final StandInMoodle moodle = new StandInMoodle();
    final Person amara = Purchases.learner("Amara Okafor");
    Course course;
    Browser administrator;
    String pages;
    String page;

    @BeforeEach
    void aProviderThatHasConnectedItsMoodle() {
        course = purchases.course("Infection control in home care");
        administrator = administrator(course.provider());
        pages = "/checkout/connections/" + course.provider();
        page = administrator
                .post(pages, Map.of("kind", "MOODLE", "name", "Campus"))
                .block()
                .location();
    }

    @AfterEach
    void end() {
        moodle.close();
    }

    void connects() {
        assertThat(saves(StandInMoodle.TOKEN).body()).contains("the token allows all that is needed");
        assertThat(administrator
                        .post(
                                page + "/moodle-course",
                                Map.of("offering", course.offering().toString(), "course", "INF-1"))
                        .block()
                        .location())
                .endsWith("courseChosen");
        administrator
                .post(pages + "/uses", Map.of("connection", page.substring(page.lastIndexOf('/') + 1)))
                .block();
    }

    Browser.Answer saves(String token) {
        return administrator
                .post(page + "/moodle", Map.of("address", moodle.address() + "/", "token", token))
                .block();
    }

    Browser administrator(UUID provider) {
        return shop.signedIn(new Person(
                UUID.randomUUID(), Kind.STAFF, "maren@example.org", "Maren", Set.of(provider + ":administrator")));
    }
}
