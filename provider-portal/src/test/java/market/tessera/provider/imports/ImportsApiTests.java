package market.tessera.provider.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.PortalTest;
import market.tessera.provider.access.ApiKeys;
import market.tessera.provider.access.KeyWish;
import market.tessera.provider.access.Scope;
import market.tessera.provider.importjobs.Counts;
import market.tessera.provider.importjobs.Finding;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.importjobs.ImportJobs;
import market.tessera.provider.provider.Provider;
import market.tessera.provider.provider.ProviderProfile;
import market.tessera.provider.provider.Providers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@PortalTest
class ImportsApiTests {
    private static final MediaType JSON = MediaType.APPLICATION_JSON;

    @Autowired
    private WebTestClient http;

    @Autowired
    private ApiKeys keys;

    @Autowired
    private Providers providers;

    @Autowired
    private ImportJobs jobs;

    private final Catalogues catalogue = Catalogues.ofNewSource();
    private Importer operator;

    @BeforeEach
    void anOperator() {
        operator = new Importer(http);
    }

    @Test
    void asksForAKey() {
        http.post()
                .uri("/api/v1/imports")
                .contentType(JSON)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .value("WWW-Authenticate", challenge -> assertThat(challenge).startsWith("Bearer"));
    }

    @Test
    void refusesAKeyThatWasRevoked() {
        var provider = aProvider();
        var issued = keys.issue(KeyWish.of("test", provider.id(), Scope.IMPORT)).block();
        keys.revoke(provider.id(), issued.key().id(), null).block();

        new Importer(http, issued.secret()).send("", JSON, "{}").expectStatus().isUnauthorized();
    }

    @Test
    void letsAProvidersKeyTouchThatProviderOnly() {
        var provider = aProvider();
        var own = importerOf(provider);

        var report = own.json("", """
                {"source": "mine", "providers": [{"externalId": "we", "name": "We, described anew"},
                                                 {"externalId": "they", "name": "They"}],
                 "offerings": [{"externalId": "1", "provider": "we", "title": "Welding"},
                               {"externalId": "2", "provider": "they", "title": "Sewing"}]}
                """);

        assertThat(report.counts().created()).isEqualTo(1);
        assertThat(report.counts().rejected()).isEqualTo(1);
        assertThat(report.providers().rejected()).isEqualTo(1);
        assertThat(report.source()).isEqualTo(provider.slug() + "/mine");
        var after = providers.find(provider.id()).block();
        assertThat(after.profile().name()).isEqualTo("We, described anew");
        assertThat(after.verified()).isFalse();
    }

    @Test
    void takesPathwaysThatNameNoProviderAsTheSendersOwn() {
        var own = importerOf(aProvider());
        var file = """
                {"source": "mine", "offerings": [{"externalId": "1", "title": "Welding"}], "pathways": [
                  {"externalId": "all", "title": "All", "rule": {"type": "allOf"}, "pathways": ["some"]},
                  {"externalId": "some", "title": "Some", "rule": {"type": "allOf"}, "offerings": ["1"]}]}
                """;

        var tried = own.json("?dryRun=true", file);
        var taken = own.json("", file);
        var unnamed = operator.json("", file.replace("mine", catalogue.source()));

        assertThat(tried.pathways().created()).isEqualTo(2);
        assertThat(taken.pathways().created()).isEqualTo(2);
        assertThat(unnamed.pathways().rejected()).isEqualTo(2);
    }

    @Test
    void keepsSourcesOfTheSameNameApart() {
        operator.json("", catalogue.of(catalogue.offering("1", "Welding")));
        var provider = aProvider();

        var report = importerOf(provider).json("", """
                {"source": "%1$s", "providers": [{"externalId": "p-%1$s", "name": "Another of that name"}],
                 "offerings": [{"externalId": "1", "provider": "p-%1$s", "title": "Taken over?"}]}
                """.formatted(catalogue.source()));

        assertThat(report.counts().created()).isEqualTo(1);
        assertThat(report.counts().updated()).isZero();
    }

    @Test
    void letsOnlyTheOperatorVouchForProviders() {
        importerOf(aProvider())
                .send("?verified=true", JSON, catalogue.of())
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void showsAnImportToNobodyElse() {
        var report = operator.json("", catalogue.of(catalogue.offering("1", "Welding")));
        var stranger =
                keys.issue(KeyWish.of("test", aProvider().id(), Scope.IMPORT)).block();

        http.get()
                .uri("/api/v1/imports/" + report.id())
                .header("Authorization", "Bearer " + stranger.secret())
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void answersTheSameRequestSentAgainWithTheSameImport() {
        var key = UUID.randomUUID().toString();
        var file = catalogue.of(catalogue.offering("1", "Welding"));

        var first = withKey(key, file).expectStatus().isAccepted().returnResult(ImportReport.class);
        var id = first.getResponseBody().blockFirst().id();
        operator.whenOver(id);
        var again = withKey(key, file).expectStatus().isAccepted().returnResult(ImportReport.class);

        assertThat(again.getResponseHeaders().getLocation())
                .isEqualTo(first.getResponseHeaders().getLocation());
        withKey(key, catalogue.of(catalogue.offering("1", "Sewing")))
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void refusesASecondImportOfASourceUntilTheFirstIsOver() {
        var other = new ImportJob(
                UUID.randomUUID(),
                null,
                catalogue.source(),
                null,
                List.of(),
                null,
                false,
                false,
                false,
                null,
                ImportJob.Status.WAITING,
                null,
                0,
                0,
                null,
                Counts.NONE,
                Instant.now(),
                null,
                null);
        jobs.add(other, "another-machine").block();

        operator.send("", JSON, catalogue.of(catalogue.offering("1", "Welding")))
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.detail")
                .value(
                        String.class,
                        detail -> assertThat(detail).contains(other.id().toString()));

        jobs.fail(other.id(), "ended by the test").block();
        assertThat(operator.json("", catalogue.of(catalogue.offering("1", "Welding")))
                        .counts()
                        .created())
                .isEqualTo(1);
    }

    @Test
    void refusesWhatItCannotRead() {
        operator.send("", MediaType.parseMediaType("application/xml"), "<a/>")
                .expectStatus()
                .isEqualTo(415)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://tessera.market/problems/unsupported-catalogue");
        operator.send("", MediaType.parseMediaType("text/csv"), "a,b\n")
                .expectStatus()
                .isBadRequest();
        operator.send("?mapping=no-such", JSON, "[]").expectStatus().isBadRequest();
        operator.send("?mapping=../../secret", JSON, "[]").expectStatus().isBadRequest();
        operator.send("?colour=blue", JSON, catalogue.of()).expectStatus().isBadRequest();
        operator.send("", JSON, "not json").expectStatus().isBadRequest();
        operator.send("", JSON, "{\"providers\": []}").expectStatus().isBadRequest();
    }

    @Test
    void pagesThroughTheRowsOfAReport() {
        var report = operator.json(
                "",
                catalogue.of(
                        catalogue.offering("1", ""),
                        catalogue.offering("2", ""),
                        catalogue.offering("3", ""),
                        catalogue.offering("4", "Welding")));

        var first = page(report.id(), "?limit=2");
        var second = page(report.id(), "?limit=2&cursor=" + first.next());

        assertThat(first.rows()).extracting(Finding::externalId).containsExactly("1", "2");
        assertThat(second.rows()).extracting(Finding::externalId).containsExactly("3");
        assertThat(second.next()).isNull();
        get(report.id(), "?kind=repaired&cursor=" + first.next()).expectStatus().isBadRequest();
        get(report.id(), "?limit=1000").expectStatus().isBadRequest();
        get(UUID.randomUUID(), "").expectStatus().isNotFound();
    }

    private ImportReport page(UUID id, String query) {
        return get(id, query)
                .expectStatus()
                .isOk()
                .returnResult(ImportReport.class)
                .getResponseBody()
                .blockFirst();
    }

    private WebTestClient.ResponseSpec get(UUID id, String query) {
        return http.get()
                .uri("/api/v1/imports/" + id + query)
                .header("Authorization", "Bearer " + PortalTest.OPERATOR_KEY)
                .exchange();
    }

    private WebTestClient.ResponseSpec withKey(String key, String file) {
        return http.post()
                .uri("/api/v1/imports")
                .header("Authorization", "Bearer " + PortalTest.OPERATOR_KEY)
                .header("Idempotency-Key", key)
                .contentType(JSON)
                .bodyValue(file)
                .exchange();
    }

    private Provider aProvider() {
        var name = "Provider " + UUID.randomUUID();
        return providers
                .register(new ProviderProfile(name, null, "NO", null, null, null, null, null, null, null, null))
                .block();
    }

    private Importer importerOf(Provider provider) {
        return new Importer(
                http,
                keys.issue(KeyWish.of("test", provider.id(), Scope.IMPORT))
                        .block()
                        .secret());
    }
}
