package market.tessera.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.netty.channel.AbortedException;

class ApiProblemsTests {
    private final ApiProblems problems = new ApiProblems(new Outages());
    private final MockServerWebExchange exchange =
            MockServerWebExchange.from(MockServerHttpRequest.post("/api/v1/imports"));

    @Test
    void answersNobodyWhoHasHungUp() {
        assertThat(problems.bug(AbortedException.beforeSend(), exchange).blockOptional())
                .isEmpty();
    }

    @Test
    void tellsNothingOfABugButThatItIsOne() {
        var answer =
                problems.bug(new IllegalStateException("a secret"), exchange).block();

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat(answer.getBody()).asString().doesNotContain("a secret");
    }
}
