package market.tessera.platform.mail;

import java.net.URI;
import market.tessera.platform.work.Recurring;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.r2dbc.core.DatabaseClient;
import org.thymeleaf.ITemplateEngine;

/** Gives an application with {@code spring.mail.host} its postman, and one with {@code tessera.mail.outbox.enabled} its outbox. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration",
            "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration"
        })
@EnableConfigurationProperties(OutboxProperties.class)
public final class MailAutoConfiguration {
    @Bean
    @ConditionalOnBean(JavaMailSender.class)
    Postman postman(JavaMailSender sender, @Value("${tessera.mail.from}") String from) {
        return new Postman(sender, from);
    }

    @Bean
    @ConditionalOnBooleanProperty("tessera.mail.outbox.enabled")
    Outbox outbox(DatabaseClient database, ITemplateEngine templates) {
        return new Outbox(database, new LetterForm(templates));
    }

    @Bean
    @ConditionalOnBooleanProperty("tessera.mail.outbox.enabled")
    Letters letters(Outbox outbox, MessageSource messages, @Value("${tessera.public-url}") URI site) {
        return new Letters(outbox, messages, site);
    }

    @Bean
    @ConditionalOnBooleanProperty("tessera.mail.outbox.enabled")
    Recurring outboxSender(DatabaseClient database, Postman postman, OutboxProperties properties) {
        return new OutboxSender(new WaitingMail(database), postman, properties).rounds();
    }
}
