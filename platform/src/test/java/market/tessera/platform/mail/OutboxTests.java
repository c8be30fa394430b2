package market.tessera.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import market.tessera.platform.MigratedDatabase;
import market.tessera.platform.work.Recurring;
import market.tessera.sandbox.inbox.Inbox;
import market.tessera.sandbox.inbox.ReceivedMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.spring6.dialect.SpringStandardDialect;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class OutboxTests {
    @TempDir
    private Path folder;

    private final List<Recurring> senders = new ArrayList<>();
    private DatabaseClient database;
    private TransactionalOperator transaction;
    private Outbox outbox;
    private Inbox inbox;

    @BeforeEach
    void anOutboxAndAMailServer() {
        var connections = MigratedDatabase.with("db/migration/platform/mail");
        database = DatabaseClient.create(connections);
        transaction = TransactionalOperator.create(new R2dbcTransactionManager(connections));
        var templates = new TemplateEngine();
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        templates.setTemplateResolver(resolver);
        templates.setDialect(new SpringStandardDialect());
        outbox = new Outbox(database, new LetterForm(templates));
        inbox = Inbox.start(0, folder);
    }

    @AfterEach
    void stop() {
        senders.forEach(Recurring::stop);
        inbox.close();
    }

    @Test
    void sendsAKeyOnceHoweverOftenItIsPutAndHoweverManySend() {
        sender(inbox.port());
        sender(inbox.port());
        Flux.range(0, 30)
                .flatMap(i -> outbox.put(mail("receipt-" + i % 10)))
                .then()
                .block();

        awaitReceived(10);
        outbox.put(mail("receipt-3")).block();
        outbox.put(mail("receipt-10")).block();

        awaitReceived(11);
        assertThat(inbox.messages()).extracting(ReceivedMail::subject).doesNotHaveDuplicates();
    }

    @Test
    void sendsNothingOfATransactionThatIsRolledBack() {
        sender(inbox.port());

        transaction
                .execute(tx -> outbox.put(mail("never")).then(Mono.fromRunnable(tx::setRollbackOnly)))
                .blockLast();
        outbox.put(mail("after")).block();

        awaitReceived(1);
        assertThat(inbox.messages().getFirst().subject()).isEqualTo("after");
    }

    @Test
    void waitsForAMailServerThatIsDown() {
        var port = inbox.port();
        inbox.close();
        sender(port, Integer.MAX_VALUE);
        outbox.put(mail("late")).block();
        await().until(() -> attempts("late") >= 2);

        inbox = Inbox.start(port, folder);

        awaitReceived(1);
        await().until(() -> "".equals(waitingText("late")));
    }

    @Test
    void sendsTheOthersThoughOneCannotBeSent() {
        outbox.put(List.of(mail("first"), to("nobody at all", "bad"), mail("last")))
                .block();

        sender(inbox.port());

        awaitReceived(2);
        assertThat(inbox.messages()).extracting(ReceivedMail::subject).containsExactlyInAnyOrder("first", "last");
        await().until(() -> attempts("bad") >= 2);
        assertThat(attempts("first")).isEqualTo(1);
    }

    @Test
    void givesUpInTheEndAndKeepsTheMessageForAPerson() {
        var port = inbox.port();
        inbox.close();
        sender(port);
        outbox.put(mail("hopeless")).block();

        await().until(() -> attempts("hopeless") == 5);
        await().untilAsserted(() -> assertThat(one(
                        "select abandoned_at is not null and text is not null from outbox_mail where key = 'hopeless'",
                        Boolean.class))
                .isTrue());

        inbox = Inbox.start(port, folder);
        assertThat(outbox.again(List.of("hopeless", "of nobody")).block()).isEqualTo(1);
        awaitReceived(1);
        assertThat(outbox.again(List.of("hopeless")).block()).as("it was sent").isZero();
    }

    @Test
    void saysTheSameInPlainTextAndInHtml() {
        sender(inbox.port());
        outbox.put(mail("letter")).block();

        awaitReceived(1);
        var mail = inbox.messages().getFirst();
        assertThat(mail.text())
                .isEqualToNormalizingNewlines(
                        "Hello & welcome\n\nTotal: NOK 3,900\n\nConfirm:\nhttps://tessera.example/c?a=1&b=2\n\nBye");
        assertThat(mail.html())
                .contains("Hello &amp; welcome", "href=\"https://tessera.example/c?a=1&amp;b=2\"", "NOK 3,900", "Bye");
    }

    @Test
    void erasesWhatWasSent() {
        sender(inbox.port());
        outbox.put(mail("secret")).block();

        await().untilAsserted(() -> assertThat(one(
                        "select coalesce(recipient, subject, text, html, 'nothing') from outbox_mail where sent_at is not null",
                        String.class))
                .isEqualTo("nothing"));
    }

    private void sender(int port) {
        sender(port, 5);
    }

    private void sender(int port, int attempts) {
        var smtp = new JavaMailSenderImpl();
        smtp.setHost("127.0.0.1");
        smtp.setPort(port);
        var properties = new OutboxProperties(
                true, Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(200), attempts);
        var sender = new OutboxSender(
                        new WaitingMail(database), new Postman(smtp, "Tessera <hello@tessera.market>"), properties)
                .rounds();
        senders.add(sender);
        sender.start();
    }

    private static Letter mail(String key) {
        return to("mara@example.org", key);
    }

    private static Letter to(String address, String key) {
        return new Letter(
                key,
                address,
                Locale.ENGLISH,
                key,
                List.of("Hello & welcome"),
                List.of(new Letter.Row("Total", "NOK 3,900")),
                new Letter.Action("Confirm", URI.create("https://tessera.example/c?a=1&b=2")),
                List.of("Bye"));
    }

    private void awaitReceived(int count) {
        await().untilAsserted(() -> assertThat(inbox.messages()).hasSize(count));
    }

    private int attempts(String key) {
        return one("select attempts from outbox_mail where key = '%s'".formatted(key), Integer.class);
    }

    private String waitingText(String key) {
        return one("select coalesce(text, '') from outbox_mail where key = '%s'".formatted(key), String.class);
    }

    private <T> T one(String sql, Class<T> type) {
        return Objects.requireNonNull(database.sql(sql)
                .map(row -> Objects.requireNonNull(row.get(0, type)))
                .one()
                .defaultIfEmpty(Objects.requireNonNull(
                        type.cast(type == String.class ? "" : type == Integer.class ? 0 : false)))
                .block());
    }
}
