package market.tessera.storefront.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import market.tessera.sandbox.inbox.Inbox;
import market.tessera.sandbox.servers.TestServersInitializer;
import market.tessera.storefront.CatalogLog;
import market.tessera.storefront.SampleIndex;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/** The storefront on a free port, with a mail server and a clock that tests can move. One for all test classes. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=storefront",
            "spring.application.name=storefront",
            "TESSERA_FORWARDED_HEADERS=native",
            "tessera.mail.outbox.poll=30ms",
            "tessera.mail.outbox.first-pause=100ms",
            "storefront.account.hourly.passwords-per-account=5",
            "storefront.account.hourly.passwords-per-network=12",
            "storefront.account.hourly.mails-per-address=3",
            "storefront.account.hourly.mails-per-network=5",
            "storefront.bootstrap.people[0].email=Amara@Learner.example",
            "storefront.bootstrap.people[0].name=Amara Okafor",
            "storefront.bootstrap.people[0].password=the sample person's own"
        })
@ContextConfiguration(
        initializers = {
            TestServersInitializer.class,
            SampleIndex.class,
            CatalogLog.class,
            AccountApplication.MailServer.class
        })
@Import(AccountApplication.Time.class)
public @interface AccountApplication {
    /** Starts with the first context and stays for the JVM. */
    final class MailServer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        private static final class Holder {
            static final Inbox INBOX = open();

            private static Inbox open() {
                try {
                    return Inbox.start(0, Files.createTempDirectory("inbox"));
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
        }

        static Inbox inbox() {
            return Holder.INBOX;
        }

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "mail server",
                            Map.of("TESSERA_SMTP_HOST", "127.0.0.1", "TESSERA_SMTP_PORT", inbox().port())));
        }
    }

    /** Moves by hand, from now on. */
    final class MovableClock extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        public void reset() {
            ahead = Duration.ZERO;
        }

        public void pass(Duration time) {
            ahead = ahead.plus(time);
        }

        @Override
        public java.time.ZoneId getZone() {
            return java.time.ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public java.time.Instant instant() {
            return Clock.systemUTC().instant().plus(ahead);
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    class Time {
        @Bean
        MovableClock clock() {
            return new MovableClock();
        }
    }
}
