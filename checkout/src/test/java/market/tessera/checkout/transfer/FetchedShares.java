package market.tessera.checkout.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import market.tessera.checkout.reconciliation.Difference;
import market.tessera.checkout.reconciliation.Reconcile;
import org.springframework.beans.factory.annotation.Autowired;

abstract class FetchedShares extends SellingColleges {
    static final String TRANSFERS = "POST /v1/transfers";

    @Autowired
    FetchShares fetch;

    @Autowired
    Reconcile reconcile;

    List<Difference> booksDiffer(Sold... sold) {
        var orders = Stream.of(sold).map(Sold::order).toList();
        return differences().stream()
                .filter(difference -> orders.contains(difference.order()))
                .toList();
    }

    /** Of transfers and reversals; what other tests have done by hand included. */
    List<Difference> differences() {
        return reconcile
                .compare(Instant.now().minus(Duration.ofHours(1)), Instant.now().plusSeconds(60))
                .block()
                .differences()
                .stream()
                .filter(difference -> difference.reference().startsWith("tr"))
                .toList();
    }
}
