package market.tessera.provider.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.MovableClock;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.access.Scope;
import market.tessera.provider.media.Media.Made;
import market.tessera.provider.tenancy.Tenants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;

@PortalTest
class MediaTests {
    private static final MediaProperties SMALL =
            new MediaProperties(DataSize.ofKilobytes(1), DataSize.ofBytes(100), Duration.ofDays(7), Duration.ofDays(1));

    @Autowired
    private Cast cast;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transaction;

    @Autowired
    private MovableClock clock;

    private Media media;
    private UUID nordkyst;

    @BeforeEach
    void anInstitution() {
        media = new Media(database, SMALL, clock);
        nordkyst = cast.institution("Nordkyst");
    }

    @AfterEach
    void now() {
        clock.backToNow();
    }

    @Test
    void areKeptOnceAndOnlyWhileThereIsRoom() {
        var first = keep("a".repeat(60));

        assertThat(keep("a".repeat(60))).isEqualTo(first);
        assertThat(keep("b".repeat(60))).isNull();
        assertThat(keep("c".repeat(40))).isNotNull();
    }

    @Test
    void takeTheLastRoomOnce() {
        var kept = Flux.range(0, 8)
                .flatMap(number -> transaction.transactional(media.keep(nordkyst, made((number + "x").repeat(30)))), 8)
                .collectList()
                .block();

        assertThat(kept).hasSize(1);
    }

    @Test
    void areUsedByNobodyButTheirProvider() {
        var address = keep("ours");
        var another = cast.institution("Another");

        assertThat(media.use(another, List.of(address)).block()).isZero();
        assertThat(media.own(address.replace("/media/", ""), false)
                        .contextWrite(Tenants.of(List.of(another))::in)
                        .blockOptional())
                .isEmpty();
        var refused =
                cast.program(another, null, Scope.WRITE).post("/api/v1/provider/offerings", """
                {"elements": {"title": "Wind", "image": {"url": "%s", "alt": "Not ours"}}}
                """.formatted(address));
        assertThat(refused.type()).isEqualTo("invalid-request");
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/elements/image/url");
    }

    @Test
    void goWhenNothingHasNamedThemForAWeek() {
        var named = keep("named by a draft");
        var used = keep("used today");
        var left = keep("left");
        cast.program(nordkyst, null, Scope.WRITE).post("/api/v1/provider/offerings", """
                {"elements": {"title": "Wind", "image": {"url": "%s", "alt": "Masts"}}}
                """.formatted(named));

        clock.pass(Duration.ofDays(8));
        media.use(nordkyst, List.of(used)).block();
        media.sweep().block();

        assertThat(isThere(named)).isTrue();
        assertThat(isThere(used)).isTrue();
        assertThat(isThere(left)).isFalse();
    }

    private boolean isThere(String address) {
        return media.own(address.replace("/media/", ""), false).hasElement().block();
    }

    private String keep(String content) {
        return media.keep(nordkyst, made(content))
                .as(transaction::transactional)
                .block();
    }

    private static Made made(String content) {
        return new Made("image/png", Content.of(content.getBytes(UTF_8)), null, null);
    }
}
