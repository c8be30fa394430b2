package market.tessera.provider;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModuleTests {
    @Test
    void featuresDependOnEachOtherWithoutCyclesAndOnNoOtherApplication() {
        ApplicationModules.of(ProviderPortalApplication.class).verify();
    }
}
