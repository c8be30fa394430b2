package market.tessera.checkout;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import market.tessera.checkout.keys.ThriftyKeyPairs;
import market.tessera.sandbox.servers.TestServersInitializer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** The whole application on a real PostgreSQL, with Stripe's simulator, a learning system and a mail inbox around it; one context for all tests that say this. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {"spring.config.name=checkout", "spring.application.name=checkout"})
@ContextConfiguration(initializers = {TestServersInitializer.class, Surroundings.class})
@Import({Shop.class, Purchases.class, Graduates.class, Payees.class, StatementCounter.class, ThriftyKeyPairs.class})
public @interface CheckoutTest {}
