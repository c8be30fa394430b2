package market.tessera.indexer;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModuleTests {
    @Test
    void featuresDependOnEachOtherWithoutCyclesAndOnNoOtherApplication() {
        ApplicationModules.of(CatalogIndexerApplication.class).verify();
    }
}
