package market.tessera.checkout.roster;

import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Purchases.Bought;
import market.tessera.checkout.Purchases.Course;
import market.tessera.checkout.Shop;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A provider whose student information system fetches its learners. */
@CheckoutTest
abstract class RosterReadings {
    static final String ROSTERING = "/ims/oneroster/rostering/v1p2";
    static final String GRADEBOOK = "/ims/oneroster/gradebook/v1p2";

    @Autowired
    Shop shop;

    @Autowired
    Purchases purchases;

    Course course;
    StudentSystem connected;
    Fetcher system;

    @BeforeEach
    void aProviderWithAStudentInformationSystem() {
        course = purchases.course("Infection control in home care");
        connected = StudentSystem.of(course, shop);
        system = connected.fetcher;
    }

    void waits(Bought bought) {
        shop.await(
                "select count(*) from handoff where enrollment = '%s' and waits_since is not null and waits_for = 'FETCH'"
                        .formatted(bought.enrollment()),
                1L);
    }
}
