package market.tessera.sandbox.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

class InboxTests {
    @TempDir
    private Path folder;

    private Inbox inbox;
    private WebTestClient browser;

    @BeforeEach
    void open() {
        inbox = Inbox.start(0, folder);
        browser = WebTestClient.bindToRouterFunction(new InboxPages(inbox).routes())
                .build();
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void keepsBothPartsOfAMessageAndTheLinksInIt() throws MessagingException {
        send("Åse Øye <ase@example.org>", "Confirm: Ünï", "Go to https://example.org/c?t=1&u=2\nBye", "<p>Go</p>");

        assertThat(inbox.messagesTo("ASE@example.org")).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("Confirm: Ünï");
            assertThat(mail.from()).isEqualTo("Tessera <hello@tessera.market>");
            assertThat(mail.text()).startsWith("Go to");
            assertThat(mail.html()).isEqualTo("<p>Go</p>");
            assertThat(mail.links()).containsExactly("https://example.org/c?t=1&u=2");
        });
    }

    @Test
    void stillHasItsMessagesAfterARestartTheNewestFirst() throws MessagingException {
        send("a@example.org", "first", "1", "1");
        inbox.close();
        inbox = Inbox.start(0, folder);
        send("b@example.org", "second", "2", "2");

        assertThat(inbox.messages()).extracting(ReceivedMail::subject).containsExactly("second", "first");
        assertThat(inbox.messagesTo("b@example.org")).hasSize(1);
    }

    @Test
    void listsMessagesForProgramsByRecipient() throws MessagingException {
        send("a@example.org", "for a", "1", "1");
        send("b@example.org", "for b", "2", "2");

        browser.get()
                .uri("/sandbox/inbox.json?to=a@example.org")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].subject")
                .isEqualTo("for a");
    }

    @Test
    void showsAMessageWithWorkingLinksAndWithoutItsMarkup() throws MessagingException {
        send(
                "a@example.org",
                "<script>alert(1)</script>",
                "See https://example.org/x?a=1&b=2 <b>now</b>",
                "<h1>Hi</h1>");
        var mail = inbox.messages().getFirst();

        assertThat(page("/sandbox/inbox")).contains(mail.id()).doesNotContain("<script>");
        assertThat(page("/sandbox/inbox/" + mail.id()))
                .contains("<a href=\"https://example.org/x?a=1&amp;b=2\"", "&lt;b&gt;now&lt;/b&gt;")
                .doesNotContain("<script>", "<h1>Hi</h1>");
    }

    @Test
    void framesTheHtmlOfAMessageUnderAPolicyThatRunsNothing() throws MessagingException {
        send("a@example.org", "s", "t", "<h1>Hi</h1><script>alert(1)</script>");

        browser.get()
                .uri("/sandbox/inbox/{id}/html", inbox.messages().getFirst().id())
                .exchange()
                .expectHeader()
                .value(
                        "Content-Security-Policy",
                        policy -> assertThat(policy)
                                .contains("default-src 'none'", "sandbox ", "frame-ancestors 'self'")
                                .doesNotContain("allow-scripts"));
    }

    @Test
    void knowsNoFilesButItsMessages() {
        browser.get()
                .uri("/sandbox/inbox/{id}", "..%2F..%2Fetc%2Fpasswd")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private String page(String path) {
        return browser.get()
                .uri(path)
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private void send(String to, String subject, String text, String html) throws MessagingException {
        var settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", String.valueOf(inbox.port()));
        var message = new MimeMessage(Session.getInstance(settings));
        message.setFrom(new InternetAddress("Tessera <hello@tessera.market>"));
        message.setRecipient(RecipientType.TO, InternetAddress.parse(to)[0]);
        message.setSubject(subject, "UTF-8");
        var plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        var rich = new MimeBodyPart();
        rich.setText(html, "UTF-8", "html");
        message.setContent(new MimeMultipart("alternative", plain, rich));
        Transport.send(message);
    }
}
