package market.tessera.checkout.stripe;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How Stripe is reached.
 *
 * @param secretKey of the account that takes the money
 * @param webhookSecret proves that a webhook comes from Stripe
 * @param connectWebhookSecret proves the same for what is told of connected accounts; Stripe has it told to an address of its own
 * @param apiBase Stripe itself, or the sandbox's simulator
 * @param tax whether sellers can let Stripe Tax work their taxes out
 * @param taxCode what is sold, in Stripe's list of product tax codes
 * @param transfersOnly whether Stripe has allowed our accounts to take transfers without taking cards; where it has not, it opens none without both
 * @param concurrentCalls most calls under way at once; as many again per place may wait
 * @param janitorPause between two rounds of asking about what was left open
 * @param longestWait for so long from when an order was placed it is given more time while its page can not be opened
 * @param outageWindow so many last calls are looked at; once half of them got no answer, Stripe is left alone
 * @param outagePause for how long it is left alone, before a few calls try again
 */
@Validated
@ConfigurationProperties("checkout.stripe")
public record StripeProperties(
        @NotBlank String secretKey,
        @NotBlank String webhookSecret,
        @Nullable String connectWebhookSecret,
        @NotNull URI apiBase,
        @DefaultValue("false") boolean tax,
        @DefaultValue("txcd_20030000") @NotBlank String taxCode,
        @DefaultValue("false") boolean transfersOnly,
        @DefaultValue("16") @Min(1) int concurrentCalls,
        @DefaultValue("5s") Duration janitorPause,
        @DefaultValue("2h") Duration longestWait,
        @DefaultValue("20") @Min(2) int outageWindow,
        @DefaultValue("5s") Duration outagePause) {}
