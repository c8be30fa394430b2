package market.tessera.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.param.AccountLinkCreateParams;
import com.stripe.param.RefundCreateParams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StripeShapesTests extends RunningSimulator {
    private static final Path FIXTURES = Path.of(System.getenv().getOrDefault("TESSERA_SHARED", "../../../shared"))
            .resolve("data/stripe/fixtures3.json");

    private static AccountLinkCreateParams onboarding(String account) {
        return AccountLinkCreateParams.builder()
                .setAccount(account)
                .setType(AccountLinkCreateParams.Type.ACCOUNT_ONBOARDING)
                .setReturnUrl("http://shop.test/return")
                .setRefreshUrl("http://shop.test/refresh")
                .build();
    }

    @Test
    @EnabledIf("fixturesAreThere")
    void objectsHaveTheShapeOfStripesOwn() throws StripeException, IOException {
        var session = open("shape");
        pay(session, "4242424242424242");
        var paid = stripe.checkout().sessions().retrieve(session.getId());
        var intent = stripe.paymentIntents().retrieve(paid.getPaymentIntent());
        var refund = stripe.refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(intent.getId())
                        .build());
        var charge = stripe.charges().retrieve(intent.getLatestCharge());
        var account = account();
        var link = stripe.accountLinks().create(onboarding(account));
        simulator.connect().complete(account);
        var transfer = stripe.transfers().create(transfer(account, charge.getId(), 39_000));
        var reversal = stripe.transfers().reversals().create(transfer.getId());

        assertShape("checkout.session", paid.getLastResponse().body());
        assertShape("payment_intent", intent.getLastResponse().body());
        assertShape("refund", refund.getLastResponse().body());
        assertShape("charge", charge.getLastResponse().body());
        assertShape(
                "account", stripe.accounts().retrieve(account).getLastResponse().body());
        assertShape("account_link", link.getLastResponse().body());
        assertShape("transfer", transfer.getLastResponse().body());
        assertShape("transfer_reversal", reversal.getLastResponse().body());
        var denied = open("denied shape");
        pay(denied, "4000 0000 0000 0259");
        assertShape("dispute", first(stripe.disputes().list().getLastResponse().body()));
        assertShape("event", told("checkout.session.completed").body());
    }

    static boolean fixturesAreThere() {
        return Files.exists(FIXTURES);
    }

    /** Every member is known to Stripe, and of the kind it has there wherever both say something. */
    private static void assertShape(String type, String object) throws IOException {
        var example = JsonMapper.shared()
                .readTree(Files.readString(FIXTURES))
                .path("resources")
                .path(type);
        JsonMapper.shared().readTree(object).properties().forEach(member -> {
            var expected = example.path(member.getKey());
            assertThat(example.has(member.getKey()))
                    .as(type + "." + member.getKey())
                    .isTrue();
            assertThat(sameKind(member.getValue(), expected))
                    .as("%s.%s is %s, like %s", type, member.getKey(), member.getValue(), expected)
                    .isTrue();
        });
    }

    private static boolean sameKind(JsonNode value, JsonNode expected) {
        return value.isNull() || expected.isNull() || value.getNodeType() == expected.getNodeType();
    }
}
