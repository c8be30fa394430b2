package market.tessera.checkout;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.Person.Kind;
import market.tessera.platform.identity.SessionTokens;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.buyer.GuestBuyer;
import market.tessera.sandbox.inbox.ReceivedMail;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The running application as tests talk to it. */
@TestComponent
public class Shop {
    /** For what is to come true in the end. Nothing waits for so long that comes true; a slow machine with much else to do may take its time. */
    public static final Duration PATIENCE = Duration.ofMinutes(4);

    /** Gives connections up before the application does: one that is closed while a form goes out cannot be sent again. */
    private static final HttpClient CLIENT = HttpClient.create(ConnectionProvider.builder("buyers")
            .maxConnections(500)
            .maxIdleTime(Duration.ofSeconds(20))
            .build());

    private final Environment environment;
    private final DatabaseClient database;
    private final SessionTokens tokens;
    private final CatalogLog catalog = new CatalogLog();

    Shop(Environment environment, DatabaseClient database, SessionTokens tokens) {
        this.environment = environment;
        this.database = database;
        this.tokens = tokens;
    }

    public CatalogLog catalog() {
        return catalog;
    }

    public Browser browser() {
        return new Browser(
                CLIENT, URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port")));
    }

    /** Somebody of the provider's staff who may connect its systems. */
    public Browser administratorOf(UUID provider) {
        return signedIn(new Person(
                UUID.randomUUID(), Kind.STAFF, "maren@example.org", "Maren", Set.of(provider + ":administrator")));
    }

    public Browser signedIn(Person person) {
        var browser = browser();
        var cookie = tokens.signIn(person);
        browser.cookie(cookie.getName(), cookie.getValue());
        return browser;
    }

    public GuestBuyer guest(Browser browser, String email) {
        return new GuestBuyer(browser, "Amara Okafor", email);
    }

    public GuestBuyer guest(String email) {
        return guest(browser(), email);
    }

    /** Lets go on once the application has read what the catalogue says of the intake. */
    public void onSale(Listing listing) {
        catalog.publish(listing);
        await(
                "select count(*) from offer where id = '%s' and version = %d"
                        .formatted(listing.id(), listing.version()),
                1L);
    }

    public String status(UUID order) {
        return one("select status from orders where id = '%s'".formatted(order), String.class);
    }

    public long seatsTaken(UUID intake) {
        return count("select taken from offer_intake where id = '%s'".formatted(intake));
    }

    public long count(String sql) {
        return one(sql, Number.class).longValue();
    }

    public <T> T one(String sql, Class<T> type) {
        var found = database.sql(sql).mapValue(type).one().block(PATIENCE);
        if (found == null) {
            throw new AssertionError("Nothing found: " + sql);
        }
        return found;
    }

    /** Waits for a query to give a value. */
    public <T> void await(String sql, T expected) {
        until(Mono.defer(() -> database.sql(sql).mapValue(expected.getClass()).one()), expected::equals);
    }

    /** Waits for a mail to someone. */
    public ReceivedMail mail(String to, String subject) {
        return until(
                Mono.fromCallable(() -> Surroundings.INBOX.messagesTo(to).stream()
                        .filter(mail -> mail.subject().contains(subject))
                        .findFirst()
                        .orElse(null)),
                _ -> true);
    }

    private static <T> T until(Mono<T> look, Predicate<? super T> good) {
        var found = look.filter(good)
                .repeatWhenEmpty(Integer.MAX_VALUE, tries -> tries.delayElements(Duration.ofMillis(25)))
                .block(PATIENCE);
        if (found == null) {
            throw new AssertionError("Did not come true within " + PATIENCE);
        }
        return found;
    }
}
