package market.tessera.provider;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import market.tessera.sandbox.servers.TestServersInitializer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test against the whole portal on a real database. All such tests share one context and one database: make your own providers and sources. However
 * slow the machine is, nothing is given up here that is answered at last.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=provider-portal",
            "spring.application.name=provider-portal",
            "portal.imports.spool=${java.io.tmpdir}/tessera-spool-${random.uuid}",
            "tessera.mail.outbox.poll=1h",
            "tessera.outbound.private-addresses=true",
            "tessera.outbound.timeout=2m",
            "portal.webhooks.poll=100ms",
            "portal.webhooks.pauses=5m,10m,30m,1h,2h,3h,5h,10h,14h",
            "portal.sources.poll=100ms",
            "portal.imports.pictures.poll=100ms",
            "portal.imports.documents.poll=100ms",
            "portal.retelling.poll=100ms",
            "portal.schedule.pause=1s",
            "tessera.vault.key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "portal.operator-api-key=" + PortalTest.OPERATOR_KEY
        })
@ContextConfiguration(initializers = {TestServersInitializer.class, OtherLogs.class, ATestStorefront.class})
@AutoConfigureWebTestClient(timeout = "PT3M")
@Import(TestPeople.class)
@ExtendWith(FreshStart.class)
public @interface PortalTest {
    String OPERATOR_KEY = "tsk_operator-of-the-tests";
}
