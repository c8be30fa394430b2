package market.tessera.provider;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Whatever class was tested before, it is now, and nobody has tried or sent anything: how often that may be done is counted by network, and all tests
 * come from the same one.
 */
final class FreshStart implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext test) {
        var application = SpringExtension.getApplicationContext(test);
        application.getBean(MovableClock.class).backToNow();
        var database = application.getBean(DatabaseClient.class);
        database.sql("delete from throttle")
                .then()
                .then(database.sql("delete from sign_in_throttle").then())
                .block();
    }
}
