package market.tessera.checkout.handoff;

import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Purchases.Course;
import market.tessera.checkout.Shop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Learners who have paid, on their way to a provider whose program is not to be relied upon. */
@CheckoutTest
abstract class LearnersOnTheirWay {
    @Autowired
    Shop shop;

    @Autowired
    Purchases purchases;

    final ShakyProvider provider = new ShakyProvider();
    Course course;

    @BeforeEach
    void aProviderThatHasConnectedItsProgram() {
        course = purchases.course("Infection control in home care");
        connectsProgram(course);
    }

    /** Answers with the connection. */
    UUID connectsProgram(Course one) {
        var administrator = shop.administratorOf(one.provider());
        var pages = "/checkout/connections/" + one.provider();
        var page = administrator
                .post(pages, Map.of("kind", "WEBHOOK", "name", "Student system"))
                .block()
                .location();
        var saved = administrator
                .post(page + "/program", Map.of("address", provider.address()))
                .block();
        provider.knows(saved.first("(whsec_[^<]*)<"));
        var connection = page.substring(page.lastIndexOf('/') + 1);
        administrator.post(pages + "/uses", Map.of("connection", connection)).block();
        return UUID.fromString(connection);
    }

    @AfterEach
    void end() {
        provider.close();
    }

    long count(String condition) {
        return purchases.count(
                "select count(*) from enrollment where provider = $1 and " + condition, course.provider());
    }

    long of(Course one, String condition) {
        return purchases.count(
                "select count(*) from enrollment e join handoff h on h.enrollment = e.id where e.provider = $1 and "
                        + condition,
                one.provider());
    }
}
