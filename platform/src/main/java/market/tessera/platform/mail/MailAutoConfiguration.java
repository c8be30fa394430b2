package market.tessera.platform.mail;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.mail.javamail.JavaMailSender;

/** Gives an application with {@code spring.mail.host} its postman. */
@AutoConfiguration(afterName = "org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration")
public final class MailAutoConfiguration {
    @Bean
    @ConditionalOnBean(JavaMailSender.class)
    Postman postman(JavaMailSender sender, @Value("${tessera.mail.from:Tessera <hello@tessera.market>}") String from) {
        return new Postman(sender, from);
    }
}
