package market.tessera.platform.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.JavaMailSender;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Hands mail to the configured SMTP server, off the event loop. */
public final class Postman {
    private static final String CHARSET = "UTF-8";

    private final JavaMailSender sender;
    private final String from;

    Postman(JavaMailSender sender, String from) {
        this.sender = sender;
        this.from = from;
    }

    /** Completes when the server has taken the message; errors with {@link org.springframework.mail.MailException} otherwise. */
    public Mono<Void> deliver(Mail mail) {
        return Mono.<Void>fromRunnable(() -> sender.send(message(mail))).subscribeOn(Schedulers.boundedElastic());
    }

    private MimeMessage message(Mail mail) {
        try {
            return write(mail);
        } catch (MessagingException malformed) {
            throw new MailPreparationException(malformed);
        }
    }

    private MimeMessage write(Mail mail) throws MessagingException {
        var message = new IdentifiedMessage(sender.createMimeMessage().getSession(), mail.key());
        message.setFrom(from);
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to()));
        message.setSubject(mail.subject(), CHARSET);
        message.setContent(new MimeMultipart("alternative", text(mail.text(), "plain"), text(mail.html(), "html")));
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no out-of-office answers, please
        return message;
    }

    private static MimeBodyPart text(String words, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(words, CHARSET, subtype);
        return part;
    }

    /** Keeps its own Message-ID, which Jakarta Mail would otherwise replace. */
    private static final class IdentifiedMessage extends MimeMessage {
        private final String key;

        IdentifiedMessage(Session session, String key) {
            super(session);
            this.key = key;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + key + "@tessera.market>");
        }
    }
}
