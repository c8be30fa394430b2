package market.tessera.platform.mail;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the outbox is emptied.
 *
 * @param enabled whether this application sends mail; it then has the table {@code outbox_mail}
 * @param poll how often to look for mail
 * @param firstPause how long to wait after the first failure; every further one doubles it
 * @param longestPause the most to wait between attempts
 * @param attempts after how many a message is given up; the default tries for about a day
 */
@Validated
@ConfigurationProperties("tessera.mail.outbox")
record OutboxProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("2s") Duration firstPause,
        @DefaultValue("1h") Duration longestPause,
        @DefaultValue("36") @Min(1) int attempts) {

    Duration pauseAfter(int attempt) {
        var doubled = firstPause.multipliedBy(1L << Math.min(attempt - 1, 20));
        return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
    }
}
