package market.tessera.provider.webhooks;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are told.
 *
 * @param poll how often to look for what is due
 * @param pauses how long to wait after each attempt in vain; after the last one it is given up
 */
@ConfigurationProperties("portal.webhooks")
record WebhookProperties(
        @DefaultValue("500ms") Duration poll,

        @DefaultValue({"5s", "30s", "2m", "10m", "30m", "2h", "5h", "10h", "14h"})
        List<Duration> pauses) {}
