package market.tessera.provider.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import market.tessera.platform.outbound.Downloads;
import market.tessera.platform.outbound.Downloads.State;
import market.tessera.platform.outbound.Unreachable;
import market.tessera.platform.outbound.Unreachable.Reason;
import market.tessera.provider.imports.OtherSite.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

class FailingSourcesTests extends AddressedCatalogues {
    @Autowired
    private Downloads downloads;

    @Test
    void tellPeopleWhenTheyFailAgainAndAgain() {
        var address = site.at("/gone", new Answer(503, Map.of("Content-Type", "application/json"), ""));
        var page = add(address, "catalogue", "weekly");

        seen(page, "Failed 1 times");
        author.follow(page + "/fetch");
        seen(page, "Failed 2 times");
        author.follow(page + "/fetch");
        assertThat(seen(page, "Failed 3 times")).contains("It answered with an error", "(503)");

        assertThat(cast.mail(mail, Pattern.compile("/portal/imports/sources/\\S+")))
                .contains(page);
    }

    @Test
    void failLikeAnyOtherWhereAPageIsSaidToBeUnchanged() {
        var address = site.at("/courseOfferings", Answer.of("text/plain", ""));
        site.at("/courseOfferings?limit=100&offset=0", new Answer(304, Map.of(), ""));

        seen(add(address, "edu-api", "never"), "Failed 1 times");
    }

    @Test
    void failLikeAnyOtherWhereSomethingIsWrongHere() {
        var page = add(
                site.at("/courses", Answer.of("text/html", COURSE.formatted("1", "Welding"))), "linked-data", "never");
        seen(page, "Imported");
        cast.database()
                .sql("update import_source set token = 'of another key' where provider = :id")
                .bind("id", nordkyst)
                .then()
                .block();

        author.follow(page + "/fetch");

        seen(page, "Something went wrong on our side");
    }

    @Test
    void areLookedAtWhileAnotherDoesNotAnswer() throws IOException {
        try (var silent = new ServerSocket(0)) {
            var page = add("http://localhost:%d/".formatted(silent.getLocalPort()), "catalogue", "never", "slow");
            try (var call = silent.accept()) {
                var address = site.at("/courses", Answer.of("text/html", COURSE.formatted("1", "Welding")));

                seen(add(address, "linked-data", "never"), "Imported");

                assertThat(call.isConnected()).isTrue();
                assertThat(author.page(page)).contains("It is looked at in a moment.");
            }
        }
    }

    @Test
    void areGivenUpWhenTheyTakeTooLongAltogether(@TempDir Path folder) {
        var fetch = new Fetch(downloads, Integer.MAX_VALUE, Duration.ofMillis(200));

        assertThatThrownBy(() -> fetch.bring(listWithoutEnd(), null, folder.resolve("list"))
                        .block())
                .isInstanceOfSatisfying(
                        Unreachable.class, late -> assertThat(late.reason()).isEqualTo(Reason.TIMED_OUT));
    }

    @Test
    void areGivenUpWhenTheyHaveMorePagesThanAreRead(@TempDir Path folder) {
        var fetch = new Fetch(downloads, 3, Duration.ofMinutes(1));

        assertThatThrownBy(() -> fetch.bring(listWithoutEnd(), null, folder.resolve("list"))
                        .block())
                .isInstanceOfSatisfying(
                        Unreachable.class,
                        endless -> assertThat(endless.reason()).isEqualTo(Reason.TOO_LONG));
        assertThat(site.asked()).hasSize(3);
    }

    @Test
    void areNotTakenForWholeWhereAPageIsEmptyBeforeTheEnd() {
        var address = site.at("/courseOfferings", Answer.of("text/plain", ""));
        site.at(
                "/courseOfferings?limit=100&offset=0",
                Answer.of("application/json", "[{\"sourcedId\": \"o1\", \"course\": \"c1\"}]")
                        .with("X-Total-Count", "3"));
        site.at("/courseOfferings?limit=100&offset=1", Answer.of("application/json", "[]"));

        assertThat(seen(add(address, "edu-api", "never"), "Not reached")).contains("Its answer cannot be read");
        assertThat(site.asked()).hasSize(2);
    }

    private Source listWithoutEnd() {
        var page = "/courseOfferings?limit=100";
        var address =
                site.at(page, Answer.of("application/json", "[{}]").with("Link", "<%s>; rel=\"next\"".formatted(page)));
        return new Source(
                UUID.randomUUID(),
                nordkyst,
                "list",
                URI.create(address),
                "edu-api",
                Source.Every.NEVER,
                Source.Changes.USUAL,
                false,
                UUID.randomUUID(),
                State.NONE,
                null,
                0);
    }
}
