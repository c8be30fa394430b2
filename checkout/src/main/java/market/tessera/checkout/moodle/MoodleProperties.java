package market.tessera.checkout.moodle;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param lookEvery how long after a look at a learner's completion the next one is due */
@ConfigurationProperties("checkout.moodle")
record MoodleProperties(@DefaultValue("15m") Duration lookEvery) {}
