package market.tessera.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModuleTests {
    @Test
    void featuresKeepToThemselvesAndFormNoCycles() {
        ApplicationModules.of(StorefrontApplication.class).verify();
    }

    @Test
    void dependsOnNoOtherApplication() {
        for (var application :
                new String[] {"provider.ProviderPortal", "indexer.CatalogIndexer", "checkout.Checkout"}) {
            var name = "market/tessera/" + application.replace('.', '/') + "Application.class";
            assertThat(getClass().getClassLoader().getResource(name)).as(name).isNull();
        }
    }
}
