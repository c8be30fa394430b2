package market.tessera.sandbox.inbox;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The inbox's pages. They borrow the marketplace's style sheets, which are served under the same host. */
final class InboxHtml {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM, HH:mm:ss", Locale.ENGLISH).withZone(ZoneId.systemDefault());
    private static final Pattern ESCAPED_LINK = Pattern.compile("https?://(?:(?!&quot;|&lt;|&gt;)\\S)+");

    private InboxHtml() {}

    static String list(List<ReceivedMail> mails, String to) {
        return frame(
                "Inbox", """
                <div class="page__head"><h1>Inbox</h1>
                <p class="lead">Every mail that this sandbox has sent. Nothing leaves the machine.</p></div>
                <form class="search" action="/sandbox/inbox" method="get" role="search">
                  <label class="visually-hidden" for="to">Recipient</label>
                  <input class="search__input" id="to" name="to" type="search" placeholder="Recipient's address" value="%s">
                  <button class="button button--primary" type="submit">Show</button>
                </form>
                %s
                """.formatted(htmlEscape(to), mails.isEmpty() ? "<p>No mail here yet.</p>" : rows(mails)));
    }

    static String message(ReceivedMail mail) {
        return frame(mail.subject(), """
                <p><a href="/sandbox/inbox">Inbox</a></p>
                <div class="page__head"><h1>%s</h1>
                <p class="soft">From %s to %s, %s</p></div>
                %s
                <section class="section"><h2>As plain text</h2><p>%s</p></section>
                """.formatted(
                        htmlEscape(mail.subject()),
                        htmlEscape(mail.from()),
                        htmlEscape(mail.to()),
                        TIME.format(mail.receivedAt()),
                        mail.html().isEmpty() ? "" : messageFrame(mail),
                        linked(mail.text())));
    }

    private static String rows(List<ReceivedMail> mails) {
        return mails.stream()
                .map(mail -> """
                        <li><a href="/sandbox/inbox/%s">%s</a>
                        <p class="soft small">to %s, %s</p></li>
                        """.formatted(
                                htmlEscape(mail.id()),
                                htmlEscape(mail.subject().isBlank() ? "(no subject)" : mail.subject()),
                                htmlEscape(mail.to()),
                                TIME.format(mail.receivedAt())))
                .collect(Collectors.joining("", "<ul class=\"ruled-list\">", "</ul>"));
    }

    private static String messageFrame(ReceivedMail mail) {
        return """
                <iframe class="panel" width="100%%" height="560" title="The message as its reader sees it" src="/sandbox/inbox/%s/html"
                  sandbox="allow-top-navigation-by-user-activation"></iframe>
                """.formatted(htmlEscape(mail.id()));
    }

    /** Plain text with its addresses as links and its lines kept. */
    private static String linked(String text) {
        return ESCAPED_LINK
                .matcher(htmlEscape(text.strip()))
                .replaceAll("<a href=\"$0\" rel=\"noreferrer\">$0</a>")
                .replaceAll("\r?\n", "<br>\n");
    }

    private static String frame(String title, String main) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                  <meta charset="utf-8">
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <title>%s · Tessera sandbox</title>
                  <link rel="icon" type="image/svg+xml" href="/assets/favicon.svg">
                  <link rel="stylesheet" href="/assets/tessera.css">
                  <link rel="stylesheet" href="/assets/components.css">
                </head>
                <body><main class="wrap page">%s</main></body>
                </html>
                """.formatted(htmlEscape(title), main);
    }
}
