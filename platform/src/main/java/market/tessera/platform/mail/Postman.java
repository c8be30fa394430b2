package market.tessera.platform.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.mail.MailException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Hands mail to the configured SMTP server, off the event loop. */
final class Postman {
    private static final String CHARSET = "UTF-8";

    static {
        // Jakarta Mail looks for it anew, through all jars, for each part of each message.
        System.getProperties()
                .putIfAbsent("jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");
    }

    private final JavaMailSender sender;
    private final String from;

    Postman(JavaMailSender sender, String from) {
        this.sender = sender;
        this.from = from;
    }

    /** Over one connection. Emits those that the server has not taken, each with why. */
    Mono<Map<Mail, MailException>> deliver(List<Mail> mails) {
        return Mono.fromCallable(() -> send(mails)).subscribeOn(Schedulers.boundedElastic());
    }

    private Map<Mail, MailException> send(List<Mail> mails) {
        var refused = new HashMap<Mail, MailException>();
        var messages = new LinkedHashMap<Object, Mail>();
        for (var mail : mails) {
            try {
                messages.put(message(mail), mail);
            } catch (MailPreparationException malformed) {
                refused.put(mail, malformed);
            }
        }
        try {
            sender.send(messages.keySet().toArray(MimeMessage[]::new));
        } catch (MailSendException some) {
            some.getFailedMessages()
                    .forEach(
                            (message, why) -> refused.put(Objects.requireNonNull(messages.get(message)), failure(why)));
        } catch (MailException all) {
            messages.values().forEach(mail -> refused.put(mail, all));
        }
        return refused;
    }

    private static MailException failure(Exception why) {
        return why instanceof MailException failure ? failure : new MailSendException(String.valueOf(why), why);
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
