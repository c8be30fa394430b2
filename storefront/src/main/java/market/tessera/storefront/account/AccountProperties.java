package market.tessera.storefront.account;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long things last, and how often they may be tried.
 *
 * @param confirmWithin life of a link that proves a new address
 * @param resetWithin life of a link that sets a new password
 * @param staySignedIn how long a browser that is not used stays signed in
 * @param signInAgainAfter how long at most, used or not
 */
@Validated
@ConfigurationProperties("storefront.account")
public record AccountProperties(
        @DefaultValue("24h") Duration confirmWithin,
        @DefaultValue("1h") Duration resetWithin,
        @DefaultValue("30d") Duration staySignedIn,
        @DefaultValue("180d") Duration signInAgainAfter,
        @DefaultValue Hourly hourly) {

    /**
     * Limits per hour; all of an hour's tries may come at once, the next one comes with its share of the hour.
     *
     * @param passwordsPerAccount tries of a password for one e-mail address, whether it has an account or not
     * @param passwordsPerNetwork tries of passwords from one network address
     * @param mailsPerAddress mails that anyone can have sent to one e-mail address
     * @param mailsPerNetwork mails that can be asked for from one network address
     */
    public record Hourly(
            @DefaultValue("10") @Min(1) int passwordsPerAccount,
            @DefaultValue("100") @Min(1) int passwordsPerNetwork,
            @DefaultValue("4") @Min(1) int mailsPerAddress,
            @DefaultValue("40") @Min(1) int mailsPerNetwork) {}
}
