package market.tessera.sandbox.stripe;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * A Stripe account in test mode on one's own machine. It keeps its objects in a journal, so that a restart forgets nothing, and goes on delivering
 * the webhooks that were not accepted yet.
 */
public final class StripeSimulator implements AutoCloseable {
    private static final Duration EXPIRY_ROUNDS = Duration.ofSeconds(2);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(3);

    private final Journal journal;
    private final Webhooks webhooks;
    private final Outages outages;
    private final Bank bank;
    private final Connect connect;
    private final IdempotentAnswers answers;
    private final StripeApi api;
    private final DisposableServer server;
    private final Disposable expiry;

    private StripeSimulator(
            Journal journal,
            Webhooks webhooks,
            Outages outages,
            Bank bank,
            Connect connect,
            IdempotentAnswers answers,
            StripeApi api,
            DisposableServer server,
            Disposable expiry) {
        this.journal = journal;
        this.webhooks = webhooks;
        this.outages = outages;
        this.bank = bank;
        this.connect = connect;
        this.answers = answers;
        this.api = api;
        this.server = server;
        this.expiry = expiry;
    }

    /**
     * @param port 0 for any free one
     * @param journal file that keeps the objects; made if missing
     * @param webhookUrl where events are sent
     * @param secret signs the webhooks
     */
    public static StripeSimulator start(int port, Path journal, URI webhookUrl, String secret) {
        return start(port, journal, webhookUrl, secret, Clock.systemUTC());
    }

    static StripeSimulator start(int port, Path file, URI webhookUrl, String secret, Clock clock) {
        var journal = new Journal(file);
        var objects = new StripeObjects(journal);
        var webhooks = new Webhooks(objects, webhookUrl, secret, clock);
        var events = new Events(objects, webhooks, clock);
        var disputes = new Disputes(objects, events, clock);
        var refunds = new Refunds(objects, events, clock);
        var charges = new Charges(objects, events, disputes, clock);
        var debits = new Debits(objects, events, charges, clock);
        var sessions = new CheckoutSessions(objects, events, charges, debits, clock);
        var outages = new Outages();
        var accounts = new Accounts(objects, events, clock);
        var accountPages = new AccountPages(objects, accounts, clock);
        var transfers = new Transfers(objects, accounts, events, clock);
        var treasury = new Treasury(objects, clock);
        var answers = new IdempotentAnswers(objects, clock);
        var api = new StripeApi(
                objects, sessions, refunds, disputes, accountPages, accounts, transfers, treasury, answers, outages);
        var pages = new PaymentPages(sessions);
        var server = HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                .route(routes -> accountPages.routes(pages.routes(api.routes(routes))))
                .bindNow();
        sessions.pagesAt("http://localhost:" + server.port());
        accountPages.pagesAt("http://localhost:" + server.port());
        webhooks.resume();
        var expiry = Flux.interval(EXPIRY_ROUNDS).onBackpressureDrop().subscribe(_ -> {
            sessions.expireOverdue();
            debits.settleDue();
        });
        return new StripeSimulator(
                journal,
                webhooks,
                outages,
                new Bank(objects, disputes, refunds, debits, treasury),
                new Connect(accounts, transfers),
                answers,
                api,
                server,
                expiry);
    }

    /** What the API's clients take as its base address. */
    public URI baseUrl() {
        return URI.create("http://localhost:" + server.port());
    }

    /** Where faults of delivery are ordered. */
    public Webhooks webhooks() {
        return webhooks;
    }

    /** Where faults of the API are ordered. */
    public Outages outages() {
        return outages;
    }

    /** Where the buyer's bank is told what to do. */
    public Bank bank() {
        return bank;
    }

    /**
     * How often the API was asked for something.
     *
     * @param kinds of what: how addresses begin after the version, such as {@code checkout}
     */
    public long calls(String... kinds) {
        return api.calls(Set.of(kinds));
    }

    /** No idempotency key is remembered any more, as after a day. */
    public void forgetKeys() {
        answers.forget();
    }

    /** Where connected accounts change without our doing. */
    public Connect connect() {
        return connect;
    }

    @Override
    public void close() {
        expiry.dispose();
        webhooks.close();
        server.disposeNow(LAST_ANSWERS);
        journal.close();
    }
}
