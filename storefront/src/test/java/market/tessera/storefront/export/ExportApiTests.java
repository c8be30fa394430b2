package market.tessera.storefront.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import market.tessera.sandbox.servers.TestServers;
import market.tessera.sandbox.servers.TestServersInitializer;
import market.tessera.storefront.SampleIndex;
import market.tessera.storefront.StorefrontTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@StorefrontTest
class ExportApiTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PATH = "/api/v1/export";

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void holdsEverythingOnOfferOnceAsTheApiAnswersIt() throws Exception {
        var lines = lines(unzipped(get(PATH).body()));

        assertThat(lines.stream().map(line -> line.path("id").asString()))
                .containsExactlyInAnyOrderElementsOf(SampleIndex.offerings().stream()
                        .map(offering -> offering.path("id").asString())
                        .toList());
        var some = lines.get(7);
        var single = get("/api/v1/offerings/" + some.path("id").asString());
        assertThat(some).isEqualTo(JSON.readTree(single.body()));
    }

    @Test
    void readsOnPageByPage() throws Exception {
        var copies = IntStream.range(0, 400)
                .mapToObj(at -> copy(new UUID(2_026, at).toString()))
                .toList();
        var ids = copies.stream().map(copy -> copy.path("id").asString()).toList();
        SampleIndex.putAll("offerings", copies);
        try {
            var lines = lines(get(PATH, "Accept-Encoding", "identity").body());

            assertThat(lines).hasSize(SampleIndex.offerings().size() + ids.size());
            assertThat(lines.stream().map(line -> line.path("id").asString()))
                    .doesNotHaveDuplicates()
                    .containsAll(ids);
        } finally {
            SampleIndex.deleteAll("offerings", ids);
        }
    }

    private static ObjectNode copy(String id) {
        var copy = SampleIndex.offerings().getFirst().deepCopy().put("id", id).put("slug", "copy-" + id);
        ((ObjectNode) copy.path("offering")).put("id", id);
        return copy;
    }

    @Test
    void isCompressedUnlessThatIsRefused() throws Exception {
        var plain = get(PATH, "Accept-Encoding", "identity");

        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(lines(plain.body())).hasSameSizeAs(SampleIndex.offerings());
        for (var header : List.of("gzip, deflate", "br;q=1.0, gzip;q=0.5", "*")) {
            assertThat(get(PATH, "Accept-Encoding", header).headers().firstValue("Content-Encoding"))
                    .as(header)
                    .hasValue("gzip");
        }
        assertThat(get(PATH, "Accept-Encoding", "gzip;q=0").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void saysWhereTheChangesGoOn() throws Exception {
        var headers = get(PATH).headers();
        var since = headers.firstValue("Changes-Since").orElseThrow();

        assertThat(headers.firstValue("Link")).hasValue("</api/v1/changes?since=%s>; rel=\"next\"".formatted(since));
        assertThat(headers.firstValue("Content-Type")).hasValue("application/x-ndjson");
        assertThat(get("/api/v1/changes?since=" + since).statusCode()).isEqualTo(200);
    }

    @Test
    void isNotSentAgainWhileNothingHasChanged() throws Exception {
        var tag = get(PATH).headers().firstValue("ETag").orElseThrow();

        var again = get(PATH, "If-None-Match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void tellsItsHeadersWithoutBeingWritten() throws Exception {
        var answer = http.send(HttpRequest.newBuilder(address(PATH)).HEAD().build(), BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Changes-Since")).isPresent();
    }

    @Test
    void freesWhatTheEngineKeptWhenTheReaderHasEnoughOrGoesAway() throws Exception {
        get(PATH);
        await().untilAsserted(() -> assertThat(pointsInTime()).isZero());

        var held = new ArrayList<InputStream>();
        for (var reader = 0; reader < 2; reader++) {
            held.add(http.send(request(PATH), BodyHandlers.ofInputStream()).body());
        }
        for (var reader : held) {
            assertThat(reader.read()).isNotNegative();
            reader.close();
        }

        await().untilAsserted(() -> assertThat(pointsInTime()).isZero());
        await().untilAsserted(() -> assertThat(get(PATH).statusCode()).isEqualTo(200));
    }

    @Test
    void refusesParametersItDoesNotKnow() throws Exception {
        assertThat(get(PATH + "?q=wind").statusCode()).isEqualTo(400);
        assertThat(get(PATH, "Accept", "text/csv").statusCode()).isEqualTo(406);
    }

    private int pointsInTime() throws IOException, InterruptedException {
        var statistics = "%s/%s-offerings/_stats/search"
                .formatted(TestServers.addresses().openSearchUrl(), TestServersInitializer.database());
        var answer = http.send(HttpRequest.newBuilder(URI.create(statistics)).build(), BodyHandlers.ofString());
        return JSON.readTree(answer.body())
                .at("/_all/total/search/point_in_time_current")
                .asInt();
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return http.send(request(path, headers), BodyHandlers.ofByteArray());
    }

    private HttpRequest request(String path, String... headers) {
        var request = HttpRequest.newBuilder(address(path));
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static byte[] unzipped(byte[] bytes) throws IOException {
        try (var file = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return file.readAllBytes();
        }
    }

    private static List<JsonNode> lines(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(JSON::readTree)
                .toList();
    }
}
