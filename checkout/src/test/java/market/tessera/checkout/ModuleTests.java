package market.tessera.checkout;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModuleTests {
    @Test
    void featuresDependOnEachOtherWithoutCycles() {
        ApplicationModules.of(CheckoutApplication.class).verify();
    }
}
