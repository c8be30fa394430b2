package market.tessera.indexer.feed;

import java.time.Clock;
import market.tessera.document.Documents;
import org.springframework.r2dbc.core.DatabaseClient;

/** Lets tests of other features project on another day. */
public final class FeedFixture {
    private FeedFixture() {}

    public static Projection projection(
            ToldByCheckout checkout, Documents documents, DatabaseClient database, Clock clock) {
        return new Projection(checkout, documents, new SetAside(database), clock);
    }
}
