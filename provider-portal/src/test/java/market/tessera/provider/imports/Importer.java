package market.tessera.provider.imports;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import market.tessera.provider.PortalTest;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;

/** Sends files to the API as a program of the operator would, and waits for what becomes of them. */
final class Importer {
    private final WebTestClient http;
    private final String key;

    Importer(WebTestClient http) {
        this(http, PortalTest.OPERATOR_KEY);
    }

    Importer(WebTestClient http, String key) {
        this.http = http;
        this.key = key;
    }

    WebTestClient.ResponseSpec send(String query, MediaType type, Object body) {
        return http.post()
                .uri("/api/v1/imports" + query)
                .header("Authorization", "Bearer " + key)
                .contentType(type)
                .bodyValue(body)
                .exchange();
    }

    ImportReport json(String query, String body) {
        return finished(send(query, MediaType.APPLICATION_JSON, body));
    }

    ImportReport linked(String query, Object body) {
        return finished(send(query, MediaType.parseMediaType("application/ld+json"), body));
    }

    ImportReport csv(String query, String body) {
        return finished(send(query, MediaType.parseMediaType("text/csv"), body));
    }

    ImportReport csv(String query, Resource file) {
        return finished(send(query, MediaType.parseMediaType("text/csv"), file));
    }

    ImportReport form(String query, java.util.Map<String, java.nio.file.Path> files) {
        var form = new MultipartBodyBuilder();
        files.forEach((name, file) -> form.part(name, new FileSystemResource(file)));
        return finished(http.post()
                .uri("/api/v1/imports" + query)
                .header("Authorization", "Bearer " + key)
                .body(BodyInserters.fromMultipartData(form.build()))
                .exchange());
    }

    ImportReport finished(WebTestClient.ResponseSpec answer) {
        return whenOver(accepted(answer));
    }

    UUID accepted(WebTestClient.ResponseSpec answer) {
        return answer.expectStatus()
                .isAccepted()
                .expectBody(ImportReport.class)
                .returnResult()
                .getResponseBody()
                .id();
    }

    ImportReport whenOver(UUID id) {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> report(id).endedAt() != null);
        return report(id);
    }

    ImportReport report(UUID id) {
        return http.get()
                .uri("/api/v1/imports/%s?limit=100".formatted(id))
                .header("Authorization", "Bearer " + key)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(ImportReport.class)
                .returnResult()
                .getResponseBody();
    }
}
