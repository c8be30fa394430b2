package market.tessera.platform.identity;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.config.observation.SecurityObservationSettings;

/** Gives every application the session tokens, the clock and the base of its security rules. */
@AutoConfiguration(
        beforeName = "org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration")
@EnableConfigurationProperties(IdentityProperties.class)
public final class IdentityAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SessionTokens sessionTokens(IdentityProperties properties, Clock clock) {
        return new SessionTokens(properties, clock);
    }

    @Bean
    SignedCalls signedCalls(IdentityProperties properties, Clock clock) {
        return new SignedCalls(properties, clock);
    }

    /** What one hash costs is what the cheat sheet says; only tests, which make hundreds, say less. */
    @Bean
    Passwords passwords(
            @Value("${tessera.passwords.memory-kib:19456}") int memoryKib,
            @Value("${tessera.passwords.iterations:2}") int iterations) {
        return new Passwords(memoryKib, iterations);
    }

    @Bean
    @ConditionalOnProperty("tessera.vault.key")
    Vault vault(@Value("${tessera.vault.key}") String key) {
        return new Vault(key);
    }

    @Bean
    Throttle throttle(DatabaseClient database, Clock clock) {
        return new Throttle(database, clock);
    }

    /** Nobody looks at how long each of the dozen filters took: the request as a whole is observed anyway. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityRules securityRules(
            SessionTokens tokens,
            IdentityProperties properties,
            @Value("${tessera.content-security-policy.form-action:}") String formAction) {
        return new SecurityRules(tokens, formAction, properties.secureCookies());
    }
}
