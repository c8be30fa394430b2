package market.tessera.checkout.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.StripeException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
        var shareIsCalledBack = enrolled("share-is-called-back");
        var shareComesBack = enrolled("share-comes-back");
        var placeGoes = orders("place-goes", handed);
        var placeHasGone = orders("place-has-gone", handed);
        var mailGoes = orders("mail-goes");
        var mailHasGone = orders("mail-has-gone");
        var cancelGoes = orders("cancel-goes");
        page(cancelGoes);
        var cancelHasGone = orders("cancel-has-gone");
        page(cancelHasGone);
        var returnGoes = orders("return-goes", full);
        var returnGoesPage = page(returnGoes);
        var returnHasGone = orders("return-has-gone", full);
        var returnHasGonePage = page(returnHasGone);
        for (var fetched : List.of(shareIsCalledBack, shareComesBack)) {
            due(fetched);
            books.await("select status from transfer where order_id = '%s'".formatted(fetched.order()), "SENT");
        }

        stripe.outages().hold(Hold.BEFORE, "POST /v1/checkout/sessions", key(opensAPage, "session"));
        stripe.outages().hold(Hold.AFTER, "POST /v1/checkout/sessions", key(hasOpenedAPage, "session"));
        stripe.outages().hold(Hold.BEFORE, "POST /v1/transfers", line(shareGoes) + ":transfer");
        stripe.outages().hold(Hold.AFTER, "POST /v1/transfers", line(shareHasGone) + ":transfer");
        stripe.outages()
                .hold(Hold.BEFORE, "POST /v1/refunds", refundGoes.order().toString());
        stripe.outages()
                .hold(Hold.AFTER, "POST /v1/refunds", refundHasGone.order().toString());
        stripe.outages()
                .hold(
                        Hold.BEFORE,
                        "POST /v1/transfers/",
                        shareIsCalledBack.order().toString());
        stripe.outages()
                .hold(Hold.AFTER, "POST /v1/transfers/", shareComesBack.order().toString());
        stripe.outages().hold(Hold.BEFORE, "POST /v1/checkout/sessions/", session(cancelGoes));
        stripe.outages().hold(Hold.AFTER, "POST /v1/checkout/sessions/", session(cancelHasGone));
        stripe.outages().hold(Hold.BEFORE, "POST /v1/refunds", key(returnGoes, "refund:unseated"));
        stripe.outages().hold(Hold.AFTER, "POST /v1/refunds", key(returnHasGone, "refund:unseated"));
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
        meanwhile(givesBack(shareIsCalledBack));
        meanwhile(givesBack(shareComesBack));
        meanwhile(cancels(cancelGoes));
        meanwhile(cancels(cancelHasGone));
        var settledPage = page(isBeingSettled);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stripe.outages().held()).hasSize(10));
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
        paysForWhatOthersHave(returnGoes, returnGoesPage);
        paysForWhatOthersHave(returnHasGone, returnHasGonePage);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stripe.outages().held()).hasSize(12));
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
        var returned = List.of(refundGoes, refundHasGone, shareIsCalledBack, shareComesBack);
        var sentBack = List.of(returnGoes, returnHasGone);
        var cancelled = List.of(cancelGoes, cancelHasGone);
        kept.forEach(buyer -> books.await(status(buyer), "FULFILLED"));
        handedOver.forEach(buyer -> books.await(status(buyer), "FULFILLED"));
        kept.forEach(this::due);
        kept.forEach(buyer ->
                books.await("select status from transfer where order_id = '%s'".formatted(buyer.order()), "SENT"));
        returned.forEach(buyer -> books.await(status(buyer), "REFUNDED"));
        sentBack.forEach(buyer -> books.await(status(buyer), "REFUNDED"));
        cancelled.forEach(buyer -> books.await(status(buyer), "CANCELLED"));
        cancelled.forEach(buyer -> books.await(
                "select status from payment_intent where order_id = '%s'".formatted(buyer.order()), "ENDED"));
        books.await("select count(*) from refund where status <> 'SUCCEEDED'", "0");
        books.await("select count(*) from transfer_reversal where status <> 'DONE'", "0");
        books.await("select count(*) from outbox_mail where sent_at is null", "0");
        for (var buyer : kept) {
            assertThat(charges(buyer)).as(buyer.email()).hasSize(1);
            assertThat(transfers(buyer)).as(buyer.email()).isEqualTo(1);
            assertThat(refunds(buyer)).as(buyer.email()).isZero();
        }
        for (var buyer : Stream.concat(returned.stream(), sentBack.stream()).toList()) {
            assertThat(charges(buyer)).as(buyer.email()).hasSize(1);
            assertThat(refunds(buyer)).as(buyer.email()).isEqualTo(1);
        }
        for (var buyer : cancelled) {
            assertThat(charges(buyer)).as(buyer.email()).isEmpty();
            assertThat(api().checkout().sessions().retrieve(session(buyer)).getStatus())
                    .as("nobody can pay it any more: %s", buyer.email())
                    .isEqualTo("expired");
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
        assertThat(books.one("select count(*) = count(distinct line) and count(*) = 15 from enrollment"))
                .isEqualTo("t");
        assertThat(books.one("select coalesce(sum(amount), 0) from posting")).isEqualTo("0");
        assertThat(books.one("select taken from offer_intake where id = '%s'".formatted(listing.firstIntake())))
                .isEqualTo(Integer.toString(kept.size()));
        assertThat(stripe.connect().balance(books.one("select stripe_id from payout_account"), "eur"))
                .isEqualTo(kept.size() * PRICE * 9 / 10);
    }
}
