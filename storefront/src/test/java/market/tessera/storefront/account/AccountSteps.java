package market.tessera.storefront.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import market.tessera.sandbox.inbox.ReceivedMail;
import market.tessera.storefront.account.AccountApplication.MailServer;
import market.tessera.storefront.account.AccountApplication.MovableClock;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;

/** What the tests of accounts do again and again. */
@AccountApplication
abstract class AccountSteps {
    static final String PASSWORD = "seven quiet herons";
    static final String SESSION = "tessera_learner";
    static final String REFRESH = "tessera_refresh";

    @LocalServerPort
    private int port;

    @Autowired
    protected MovableClock clock;

    @Autowired
    protected DatabaseClient database;

    @BeforeEach
    void now() {
        clock.reset();
    }

    Browser browser() {
        return new Browser(port);
    }

    static String somebody() {
        return "learner-" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
    }

    static Browser.Page signUp(Browser browser, String email) {
        return browser.submit("/account/sign-up", Map.of("name", "Mara Lind", "email", email));
    }

    /** An account with that address and {@link #PASSWORD}; the browser is signed in. */
    static Browser.Page register(Browser browser, String email) {
        signUp(browser, email);
        return confirm(browser, linkIn(mail(email, 1)), PASSWORD);
    }

    static Browser.Page confirm(Browser browser, String link, String password) {
        return browser.submit(link, Map.of("token", token(link), "password", password));
    }

    static Browser.Page signIn(Browser browser, String email, String password) {
        return browser.submit("/account/sign-in", Map.of("email", email, "password", password));
    }

    static boolean isSignedIn(Browser browser) {
        return browser.get("/account").code() == 200;
    }

    /** The newest of that many mails. */
    static ReceivedMail mail(String to, int count) {
        await().pollInterval(Duration.ofMillis(20)).until(() -> mails(to).size() >= count);
        assertThat(mails(to)).hasSize(count);
        return mails(to).getFirst();
    }

    static List<ReceivedMail> mails(String to) {
        return MailServer.inbox().messagesTo(to);
    }

    /** Path and query of the link in a mail. */
    static String linkIn(ReceivedMail mail) {
        var link = URI.create(mail.links().getFirst());
        return link.getPath() + (link.getQuery() == null ? "" : "?" + link.getQuery());
    }

    static String token(String link) {
        return link.substring(link.indexOf("token=") + "token=".length());
    }

    <T> T one(String sql, Class<T> type) {
        return database.sql(sql).mapValue(type).one().block();
    }
}
