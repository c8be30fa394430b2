package market.tessera.storefront.searchlog;

import market.tessera.platform.problem.Parameters;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where a browser says that somebody went from a list of results to one of them: by the link's {@code ping}, which needs no script and no detour. */
@RestController
class Clicks {
    private static final int LONGEST = 200;
    private static final int LAST_RANK = 1_000;

    private final SearchLog log;

    Clicks(SearchLog log) {
        this.log = log;
    }

    @PostMapping("/search/clicks")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clicked(ServerHttpRequest request) {
        var parameters = new Parameters(request.getQueryParams());
        var text = parameters.text("q", LONGEST).orElse("");
        var rank = parameters.number("rank", 1, LAST_RANK);
        parameters.check();
        rank.ifPresent(place -> log.clicked(text, place.intValue()));
    }
}
