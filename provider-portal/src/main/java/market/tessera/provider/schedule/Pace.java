package market.tessera.provider.schedule;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How soon what is due is done.
 *
 * @param pause between two rounds
 */
@ConfigurationProperties("portal.schedule")
public record Pace(@DefaultValue("30s") Duration pause) {}
