package market.tessera.benchmarks.scenario;

import java.io.IOException;
import market.tessera.benchmarks.catalogue.GeneratedCatalogue;
import market.tessera.benchmarks.report.Report;
import market.tessera.benchmarks.stage.Stage;
import market.tessera.benchmarks.stage.Workshop;

/** A measurement of a marketplace that has the whole generated catalogue. Leaves it as it was. */
@FunctionalInterface
interface OnCatalogue {
    Report measure(Plan plan, GeneratedCatalogue catalogue, Stage stage, Workshop workshop) throws IOException;
}
