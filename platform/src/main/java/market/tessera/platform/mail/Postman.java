package market.tessera.platform.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Hands mail to the configured SMTP server, off the event loop. */
public final class Postman {
    private final JavaMailSender sender;
    private final String from;

    Postman(JavaMailSender sender, String from) {
        this.sender = sender;
        this.from = from;
    }

    /** Completes when the server has taken the message; errors with {@link org.springframework.mail.MailException} otherwise. */
    public Mono<Void> deliver(Mail mail) {
        return Mono.<Void>fromCallable(() -> {
                    sender.send(message(mail));
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private MimeMessage message(Mail mail) throws MessagingException {
        var message = new IdentifiedMessage(sender.createMimeMessage(), mail.key());
        var helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
        helper.setFrom(from);
        helper.setTo(mail.to());
        helper.setSubject(mail.subject());
        helper.setText(mail.text(), mail.html());
        return message;
    }

    /** Keeps its own Message-ID, which Jakarta Mail would otherwise replace. */
    private static final class IdentifiedMessage extends MimeMessage {
        private final String key;

        IdentifiedMessage(MimeMessage like, String key) throws MessagingException {
            super(like);
            this.key = key;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + key + "@tessera.market>");
        }
    }
}
