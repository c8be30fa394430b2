package market.tessera.storefront.searchlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import market.tessera.storefront.SampleIndex;
import market.tessera.storefront.StorefrontTest;
import market.tessera.storefront.searchlog.SearchLog.Channel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

@StorefrontTest
class SearchLogTests {
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    @Autowired
    WebTestClient client;

    @Autowired
    DatabaseClient database;

    @Autowired
    SearchLog log;

    @Autowired
    UnmetDemand demand;

    @Autowired
    SearchCounts counts;

    @Autowired
    TellInterest interest;

    @BeforeEach
    void forgetEverything() {
        log.write().then(counts.forget(TODAY.plusDays(1))).block();
        database.sql("delete from event_log where type in ('demand.unmet', 'interest.counted')")
                .then()
                .block();
    }

    @Test
    void countsWhatIsLookedForWithoutSayingByWhom() {
        search("/search?q=Wind&mode=online&country=NO");
        search("/search?q=wind+&country=NO&mode=online");
        search("/search?q=zyzzyva");

        await("select searches from search_count where query = 'wind' and filters = 'country=NO&mode=online'", 2);
        await("select unmet from search_count where query = 'zyzzyva' and channel = 'page'", 1);
    }

    @Test
    void tellsHowOftenPeopleLookedAtAndComparedAnOffering() {
        var offering = SampleIndex.offerings().getFirst();
        var id = offering.path("id").asString();
        var page = "/offerings/" + offering.path("slug").asString();
        var comparison = "/compare?ids=%s,%s"
                .formatted(id, SampleIndex.offerings().get(1).path("id").asString());

        visit(page, "Mozilla/5.0 (X11; Linux x86_64) Firefox/146.0");
        visit(page, "Mozilla/5.0 (compatible; Somebot/2.1)");
        visit(comparison, "Mozilla/5.0 (X11; Linux x86_64) Firefox/146.0");

        await("select views from offering_interest where offering = '%s'".formatted(id), 1);
        await("select comparisons from offering_interest where offering = '%s'".formatted(id), 1);
        Mono.when(interest.tell(TODAY), interest.tell(TODAY)).block();
        assertThat(database.sql("select cast(data as text) from event_log where type = 'interest.counted'")
                        .mapValue(String.class)
                        .all()
                        .collectList()
                        .block())
                .singleElement()
                .asString()
                .contains("\"offering\": \"" + id + "\"", "\"views\": 1, ");
    }

    private void visit(String address, String agent) {
        client.get()
                .uri(address)
                .accept(MediaType.TEXT_HTML)
                .header("User-Agent", agent)
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void tellsApartWhatProgramsLookFor() {
        client.get().uri("/api/v1/offerings?q=data").exchange().expectStatus().isOk();

        await("select searches from search_count where query = 'data' and channel = 'api'", 1);
    }

    @Test
    void countsWhichPlaceWasGoneTo() {
        search("/search?q=wind");
        await("select searches from search_count where query = 'wind'", 1);

        click("/search/clicks?q=Wind&rank=2", HttpStatus.NO_CONTENT);
        click("/search/clicks?q=nobody+looked&rank=1", HttpStatus.NO_CONTENT);
        click("/search/clicks?q=wind&rank=0", HttpStatus.BAD_REQUEST);

        await("select clicks from search_click where query = 'wind' and rank = 2", 1);
        assertThat(number("select count(*) from search_click")).isEqualTo(1);
    }

    @Test
    void linksOfResultsSayWhereToCount() {
        var page = client.get()
                .uri("/search?q=wind")
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(page).contains("ping=\"/search/clicks?q=wind&amp;rank=1\"");
    }

    @Test
    void neverMakesAnybodyWaitAndCountsWhatItLoses() {
        var before = log.lost();
        var stopped = new SearchLog(counts, java.time.Clock.systemUTC());

        IntStream.range(0, 10_100).forEach(at -> stopped.searched(Channel.PAGE, "query " + at % 7, "", 1, true));
        assertThat(stopped.lost()).isEqualTo(100);
        stopped.write().block();

        assertThat(number("select sum(searches) from search_count where query like 'query _'"))
                .isEqualTo(10_000);
        assertThat(log.lost()).isEqualTo(before);
    }

    @Test
    void tellsADaysUnmetSearchesOnceAndNotThoseOfOneOrTwo() {
        counts.add(List.of(
                        missed("violin making"),
                        missed("violin making"),
                        missed("violin making"),
                        missed("my own name")))
                .block();

        Mono.when(demand.tell(TODAY), demand.tell(TODAY)).block();
        demand.tell(TODAY).block();

        var told = database.sql("select data::text from event_log where type = 'demand.unmet'")
                .mapValue(String.class)
                .all()
                .collectList()
                .block();
        assertThat(told).singleElement().asString().contains("violin making").doesNotContain("my own name");
    }

    @Test
    void forgetsDaysThatAreLongGone() {
        counts.add(List.of(missed("violin making"))).block();

        counts.forget(TODAY).block();
        assertThat(number("select count(*) from search_count")).isEqualTo(1);
        counts.forget(TODAY.plusDays(1)).block();
        assertThat(number("select count(*) from search_count")).isZero();
    }

    @Test
    void catchesUpWithDaysOfAnOutageAndForgetsWhatWasToldOfDaysLongGone() {
        List.of(6, 180, 181).forEach(ago -> looked(TODAY.minusDays(ago)));
        interest.tell(TODAY.minusDays(180))
                .then(interest.tell(TODAY.minusDays(181)))
                .block();
        List.of(6, 180, 181).forEach(ago -> {
            var lookedFor = new Counted.Search(TODAY.minusDays(ago), "page", "violin making", "", 0, false);
            counts.add(List.of(lookedFor, lookedFor, lookedFor)).block();
        });
        demand.tell(TODAY.minusDays(180))
                .then(demand.tell(TODAY.minusDays(181)))
                .block();

        demand.round(TODAY).then(demand.round(TODAY)).block();

        assertThat(database.sql("select type || ' ' || (data ->> 'day') from event_log"
                                + " where type in ('interest.counted', 'demand.unmet')")
                        .mapValue(String.class)
                        .all()
                        .collectList()
                        .block())
                .containsExactlyInAnyOrder(
                        "interest.counted " + TODAY.minusDays(6),
                        "interest.counted " + TODAY.minusDays(180),
                        "demand.unmet " + TODAY.minusDays(6),
                        "demand.unmet " + TODAY.minusDays(180));
        assertThat(number("select count(*) from offering_interest")).isEqualTo(2);
    }

    private void looked(LocalDate day) {
        counts.add(List.of(new Counted.Look(day, UUID.randomUUID(), false))).block();
    }

    private static Counted missed(String query) {
        return new Counted.Search(TODAY, "page", query, "", 0, false);
    }

    private void search(String address) {
        client.get()
                .uri(address)
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private void click(String address, HttpStatus expected) {
        client.post().uri(address).exchange().expectStatus().isEqualTo(expected);
    }

    private void await(String sql, long expected) {
        Awaitility.await().untilAsserted(() -> assertThat(number(sql)).isEqualTo(expected));
    }

    private long number(String sql) {
        return database.sql(sql)
                .map(row -> ((Number) row.get(0)).longValue())
                .first()
                .blockOptional()
                .orElse(-1L);
    }
}
