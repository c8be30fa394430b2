package market.tessera.checkout.desk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When the operator is told.
 *
 * @param alertsTo the operator's address; without one nobody is written to, and the desk and the health detail tell alone
 * @param fulfilledWithin how long a paid order may wait for its places
 * @param lookEvery between two looks for trouble
 */
@Validated
@ConfigurationProperties("checkout.desk")
record DeskProperties(
        @Nullable String alertsTo,
        @DefaultValue("10m") Duration fulfilledWithin,
        @DefaultValue("30s") Duration lookEvery) {}
