package market.tessera.checkout.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.StripeException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import market.tessera.sandbox.buyer.GuestBuyer;
import market.tessera.sandbox.inbox.Inbox;
import market.tessera.sandbox.inbox.ReceivedMail;
import market.tessera.sandbox.stripe.Outages.Hold;
import org.junit.jupiter.api.Test;

/** The process is killed while orders stand at every step between what we have written down and what Stripe has done. */
class CrashTests extends KilledCheckout {
    @Test
    void whateverItWasDoingIsDoneOnceAfterTheNextStart() throws SQLException, StripeException {
        var hasOrdered = orders("has-ordered");
        var opensAPage = orders("opens-a-page");
        var hasOpenedAPage = orders("has-opened-a-page");
        var paysMeanwhile = orders("pays-meanwhile");
        var page = page(paysMeanwhile);
        var isBeingSettled = orders("is-being-settled");
        var shareGoes = enrolled("share-goes");
        var shareHasGone = enrolled("share-has-gone");
        var refundGoes = enrolled("refund-goes");
        var refundHasGone = enrolled("refund-has-gone");
        var shareComesBack = enrolled("share-comes-back");
        var placeGoes = orders("place-goes", handed);
        var placeHasGone = orders("place-has-gone", handed);
        var mailGoes = orders("mail-goes");
        var mailHasGone = orders("mail-has-gone");
        due(shareComesBack);
        books.await("select status from transfer where order_id = '%s'".formatted(shareComesBack.order()), "SENT");

        stripe.outages().hold(Hold.BEFORE, "POST /v1/checkout/sessions", key(opensAPage, "session"));
        stripe.outages().hold(Hold.AFTER, "POST /v1/checkout/sessions", key(hasOpenedAPage, "session"));
        stripe.outages().hold(Hold.BEFORE, "POST /v1/transfers", line(shareGoes) + ":transfer");
        stripe.outages().hold(Hold.AFTER, "POST /v1/transfers", line(shareHasGone) + ":transfer");
        stripe.outages()
                .hold(Hold.BEFORE, "POST /v1/refunds", refundGoes.order().toString());
        stripe.outages()
                .hold(Hold.AFTER, "POST /v1/refunds", refundHasGone.order().toString());
        stripe.outages().hold(Hold.AFTER, "POST /v1/transfers", ":reversal");
        program.hold(Hold.BEFORE, placeGoes.email());
        program.hold(Hold.AFTER, placeHasGone.email());
        pays(placeGoes);
        pays(placeHasGone);
        meanwhile(opensAPage.pages().paymentPage(opensAPage.order()));
        meanwhile(hasOpenedAPage.pages().paymentPage(hasOpenedAPage.order()));
        due(shareGoes);
        due(shareHasGone);
        meanwhile(givesBack(refundGoes));
        meanwhile(givesBack(refundHasGone));
        meanwhile(givesBack(shareComesBack));
        var settledPage = page(isBeingSettled);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stripe.outages().held()).hasSize(7));
        books.await("select count(*) from outbox_mail where sent_at is null", "0");
        await().atMost(PATIENCE).until(() -> program.held().size() == 2);
        inbox.hold(mailHasGone.email());
        pays(mailHasGone);
        await().atMost(PATIENCE).until(() -> inbox.held().size() == 1);
        pays(mailGoes);
        books.await(
                "select attempts > 0 and sent_at is null from outbox_mail where key = 'receipt-%s'"
                        .formatted(mailGoes.order()),
                "t");
        killWhileItSettles(isBeingSettled, settledPage);

        paysMeanwhile.pages().pay(page, GuestBuyer.CARD_THAT_PAYS).block();
        stripe.outages().end();
        program.end();
        var port = inbox.port();
        inbox.close();
        inbox = Inbox.start(port, folder.resolve("mail"));
        checkout = start(settings);
        everythingIsDue();
        Set.of(hasOrdered, opensAPage, hasOpenedAPage).forEach(this::pays);

        var handedOver = List.of(placeGoes, placeHasGone);
        var kept = List.of(
                hasOrdered,
                opensAPage,
                hasOpenedAPage,
                paysMeanwhile,
                isBeingSettled,
                shareGoes,
                shareHasGone,
                mailGoes,
                mailHasGone);
        var returned = List.of(refundGoes, refundHasGone, shareComesBack);
        kept.forEach(buyer -> books.await(status(buyer), "FULFILLED"));
        handedOver.forEach(buyer -> books.await(status(buyer), "FULFILLED"));
        kept.forEach(this::due);
        kept.forEach(buyer ->
                books.await("select status from transfer where order_id = '%s'".formatted(buyer.order()), "SENT"));
        returned.forEach(buyer -> books.await(status(buyer), "REFUNDED"));
        books.await("select count(*) from refund where status <> 'SUCCEEDED'", "0");
        books.await("select count(*) from transfer_reversal where status <> 'DONE'", "0");
        books.await("select count(*) from outbox_mail where sent_at is null", "0");
        for (var buyer : kept) {
            assertThat(charges(buyer)).as(buyer.email()).hasSize(1);
            assertThat(transfers(buyer)).as(buyer.email()).isEqualTo(1);
            assertThat(refunds(buyer)).as(buyer.email()).isZero();
        }
        for (var buyer : returned) {
            assertThat(charges(buyer)).as(buyer.email()).hasSize(1);
            assertThat(refunds(buyer)).as(buyer.email()).isEqualTo(1);
        }
        for (var buyer : handedOver) {
            assertThat(charges(buyer)).as(buyer.email()).hasSize(1);
            assertThat(program.places(buyer.email())).as(buyer.email()).isEqualTo(1);
        }
        assertThat(inbox.messagesTo(mailHasGone.email()))
                .as("what may have been sent is sent again as the same message, which mail programs show once")
                .filteredOn(mail -> mail.subject().startsWith("Your receipt"))
                .extracting(ReceivedMail::messageId)
                .containsOnly("<receipt-%s@tessera.market>".formatted(mailHasGone.order()));
        for (var buyer : List.of(mailGoes, hasOrdered, paysMeanwhile, isBeingSettled, refundHasGone, shareComesBack)) {
            assertThat(inbox.messagesTo(buyer.email()))
                    .as(buyer.email())
                    .filteredOn(mail -> mail.subject().startsWith("Your receipt"))
                    .hasSize(1);
        }
        assertThat(books.one("select count(*) = count(distinct line) and count(*) = 14 from enrollment"))
                .isEqualTo("t");
        assertThat(books.one("select coalesce(sum(amount), 0) from posting")).isEqualTo("0");
        assertThat(books.one("select taken from offer_intake where id = '%s'".formatted(listing.firstIntake())))
                .isEqualTo(Integer.toString(kept.size()));
        assertThat(stripe.connect().balance(books.one("select stripe_id from payout_account"), "eur"))
                .isEqualTo(kept.size() * PRICE * 9 / 10);
    }
}
