package market.tessera.benchmarks.scenario;

import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Consumer;
import market.tessera.benchmarks.report.Report;

/** A benchmark with one outcome. */
interface Single extends Scenario {
    Report run(Plan plan) throws IOException, SQLException;

    @Override
    default void run(Plan plan, Consumer<Report> reports) throws IOException, SQLException {
        reports.accept(run(plan));
    }
}
