package market.tessera.provider.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

@PortalTest
class MediaTests {
    private static final MediaProperties SMALL = new MediaProperties(
            DataSize.ofKilobytes(1),
            DataSize.ofKilobytes(1),
            300,
            DataSize.ofBytes(100),
            Duration.ofDays(7),
            Duration.ofDays(1));

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
    void areGivenOutToTheirEndPieceByPieceAsAreTheirCards() {
        var roomy = new Media(database, roomy(), clock);
        var made = Made.picture("image/png", random(1_500_000), random(700_000));
        var digest = roomy.keep(nordkyst, made)
                .as(transaction::transactional)
                .block()
                .replace("/media/", "");

        assertThat(given(roomy, digest, false)).isEqualTo(made.content());
        assertThat(given(roomy, digest, true)).isEqualTo(made.card());
    }

    private static MediaProperties roomy() {
        return new MediaProperties(
                SMALL.maxPicture(),
                SMALL.maxDocument(),
                SMALL.maxPages(),
                DataSize.ofMegabytes(10),
                SMALL.unused(),
                SMALL.sweep());
    }

    private static Content random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Content.of(bytes);
    }

    private static Content given(Media media, String digest, boolean card) {
        return media.own(digest, card)
                .flatMapMany(file -> media.content(digest, file))
                .reduce(new ByteArrayOutputStream(), (all, piece) -> {
                    all.writeBytes(piece.bytes());
                    return all;
                })
                .map(all -> Content.of(all.toByteArray()))
                .block();
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

        assertThat(media.use(another, List.of(address)).collectList().block()).isEmpty();
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
        media.use(nordkyst, List.of(used)).then().block();
        media.sweep().block();

        assertThat(isThere(named)).isTrue();
        assertThat(isThere(used)).isTrue();
        assertThat(isThere(left)).isFalse();
    }

    @Test
    void areReceivedOnlyByAsManyAsThereArePlacesFor() {
        var pictures = new TakePicture(media, Schedulers.immediate(), new Reception(SMALL));
        var slow = Stream.generate(() -> Sinks.many().unicast().<DataBuffer>onBackpressureBuffer())
                .limit(Reception.PLACES)
                .toList();
        var senders = slow.stream()
                .map(body -> receive(pictures, body.asFlux()).subscribe())
                .toList();
        assertThat(slow).allMatch(body -> body.currentSubscriberCount() == 1);

        var late = Sinks.many().unicast().<DataBuffer>onBackpressureBuffer();
        late.tryEmitNext(buffer("--x\r\nContent-Disposition: form-data; name=\"alt\"\r\n\r\nTwo\r\n--x\r\n"
                + "Content-Disposition: form-data; name=\"file\"; filename=\"two.png\"\r\n\r\n"));
        IntStream.range(0, 3).forEach(_ -> late.tryEmitNext(buffer("2".repeat(1_000))));
        assertThat(receive(pictures, late.asFlux()).block()).isEqualTo("busy, and has kept Two");
        assertThat(late.currentSubscriberCount()).as("no more of it is read").isZero();

        senders.getFirst().dispose();
        assertThat(receive(pictures, sent()).block()).isEqualTo("taken");
        var failing =
                pictures.receive(exchange(sent()), _ -> Mono.error(new IllegalStateException()), MediaTests::busy);
        assertThatThrownBy(failing::block).isInstanceOf(IllegalStateException.class);
        var noForm = MockServerWebExchange.from(MockServerHttpRequest.post("/").body("alt=Two"));
        var refused = pictures.receive(noForm, _ -> Mono.just("taken"), MediaTests::busy);
        assertThatThrownBy(refused::block).isInstanceOf(ResponseStatusException.class);
        assertThat(receive(pictures, sent()).block())
                .as("nobody kept the place")
                .isEqualTo("taken");
    }

    private static Flux<DataBuffer> sent() {
        return Flux.just(buffer("--x\r\nContent-Disposition: form-data; name=\"alt\"\r\n\r\nTwo\r\n--x--\r\n"));
    }

    private static DataBuffer buffer(String content) {
        return DefaultDataBufferFactory.sharedInstance.wrap(content.getBytes(UTF_8));
    }

    private static Mono<String> busy(UploadedForm words) {
        return Mono.just("busy, and has kept " + words.field("alt"));
    }

    private static Mono<String> receive(TakePicture pictures, Flux<DataBuffer> body) {
        return pictures.receive(exchange(body), _ -> Mono.just("taken"), MediaTests::busy);
    }

    private static MockServerWebExchange exchange(Flux<DataBuffer> body) {
        return MockServerWebExchange.from(MockServerHttpRequest.post("/")
                .contentType(MediaType.parseMediaType("multipart/form-data;boundary=x"))
                .body(body));
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
        return Made.picture("image/png", Content.of(content.getBytes(UTF_8)), null);
    }
}
