package market.tessera.provider.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

class ApiQuotaTests {
    private final ApiQuota quota =
            new ApiQuota(new ApiQuota.Terms(3, Duration.ofHours(1)), new Refusals(JsonMapper.shared()));

    @Test
    void tellsWhatIsLeftAndRefusesWhatIsTooMuchByEachKey() {
        var one = program();

        for (var left = 2; left >= 0; left--) {
            one.get()
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueEquals("RateLimit-Policy", "\"key\";q=3;w=3600")
                    .expectHeader()
                    .valueMatches("RateLimit", "\"key\";r=%d;t=\\d+".formatted(left));
        }
        var refused = one.get()
                .exchange()
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .returnResult(String.class);

        assertThat(Long.parseLong(refused.getResponseHeaders().getFirst(HttpHeaders.RETRY_AFTER)))
                .isBetween(1L, 1_200L);
        program().get().exchange().expectStatus().isOk();
    }

    private WebTestClient program() {
        var caller = new ApiCaller("test", UUID.randomUUID(), "A program", UUID.randomUUID(), Set.of(Scope.READ), null);
        var authentication = UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of());
        return WebTestClient.bindToWebHandler(_ -> Mono.empty())
                .webFilter((exchange, chain) -> chain.filter(exchange)
                        .contextWrite(ReactiveSecurityContextHolder.withAuthentication(authentication)))
                .webFilter(quota)
                .build();
    }
}
