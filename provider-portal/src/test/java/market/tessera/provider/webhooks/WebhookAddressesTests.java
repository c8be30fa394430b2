package market.tessera.provider.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class WebhookAddressesTests extends ToldSystem {
    @Test
    void sendsATestByHandAndForgetsARemovedAddress() {
        add("/", "badge.issued");
        var tested = administrator.follow(find("action=\"(" + page + "/[0-9a-f-]+/test)\""));
        assertThat(administrator.page(tested)).contains("A test is on its way");
        assertThat(onlyMessage().body()).contains("\"type\":\"test\"");
        var remove = find("action=\"(" + page + "/[0-9a-f-]+/remove)\"");

        administrator.follow(remove);
        administrator.follow(remove);

        assertThat(administrator.page(page)).contains("No address is told anything yet");
        administrator.post(remove.replace("/remove", "/test")).expectStatus().isNotFound();
    }

    @Test
    void doesNothingToAddressesOfOthers() {
        add("/", "enrollment.updated");
        var remove = find("action=\"" + page + "/([0-9a-f-]+)/remove\"");
        var elsewhere = cast.institution("Another");
        var stranger = cast.signedIn(cast.person("Sten", elsewhere, Role.ADMINISTRATOR));

        stranger.follow("/portal/settings/" + elsewhere + "/webhooks/" + remove + "/remove");
        stranger.post("/portal/settings/" + elsewhere + "/webhooks/" + remove + "/test")
                .expectStatus()
                .isNotFound();

        assertThat(administrator.page(page)).contains("127.0.0.1");
    }

    @Test
    void takesNoMoreAddressesThanAProviderNeedsHoweverManyComeAtOnce() {
        var answers = Flux.range(0, Webhooks.MOST + 5)
                .flatMap(
                        one -> Mono.fromCallable(() -> administrator
                                        .post(
                                                page,
                                                "address",
                                                "https://nordkyst.example/" + one,
                                                "events",
                                                "badge.issued")
                                        .returnResult(String.class)
                                        .getStatus()
                                        .value())
                                .subscribeOn(Schedulers.boundedElastic()),
                        8)
                .collectList()
                .block();

        assertThat(answers).filteredOn(answer -> answer == 200).hasSize(Webhooks.MOST);
        assertThat(answers).filteredOn(answer -> answer == 422).hasSize(5);
        assertThat(administrator
                        .post(page, "address", "https://nordkyst.example/", "events", "badge.issued")
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody())
                .contains("as many addresses as there can be");
    }

    @Test
    void sendsByHandOnlySoOften() {
        add("/", "badge.issued");
        var test = find("action=\"(" + page + "/[0-9a-f-]+/test)\"");
        var refused = Flux.range(0, 300)
                .concatMap(_ -> Mono.fromCallable(() -> administrator
                        .post(test)
                        .returnResult(String.class)
                        .getStatus()
                        .value()))
                .any(answer -> answer == 429)
                .block();

        assertThat(refused).isTrue();
    }

    @Test
    void takesNoAddressThatIsNotOne() {
        for (var typed : List.of(
                "",
                "nordkyst",
                "ftp://nordkyst.example/",
                "https://me:secret@nordkyst.example/",
                "https:///",
                "https://x/#y")) {
            administrator
                    .post(page, "address", typed, "events", "badge.issued")
                    .expectStatus()
                    .isEqualTo(422);
        }
        administrator
                .post(page, "address", "https://nordkyst.example/")
                .expectStatus()
                .isEqualTo(422);
    }
}
