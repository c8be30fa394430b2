package market.tessera.checkout.ags;

import java.util.List;
import market.tessera.platform.problem.Problem;
import market.tessera.platform.problem.Problem.Violation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which part of a list a tool asks for; the link to the next one keeps whatever else was in its query.
 *
 * @param limit null for all
 * @param number from 1
 */
record Page(@Nullable Integer limit, int number) {

    /** @throws Problem 400 for what is no page */
    static Page of(@Nullable Integer limit, @Nullable Integer number) {
        if ((limit != null && limit < 1) || (number != null && number < 1)) {
            throw Problem.invalid(List.of(Violation.parameter("limit", "limit and page count from 1")));
        }
        return new Page(limit, number == null ? 1 : number);
    }

    <T> ResponseEntity<List<T>> of(List<T> all, ServerHttpRequest request, String origin) {
        if (limit == null) {
            return ResponseEntity.ok(all);
        }
        var from = Math.min((long) (number - 1) * limit, all.size());
        var to = Math.min(from + limit, all.size());
        var answer = ResponseEntity.ok();
        if (to < all.size()) {
            answer.header(HttpHeaders.LINK, "<" + next(request, origin) + ">; rel=\"next\"");
        }
        return answer.body(all.subList((int) from, (int) to));
    }

    private String next(ServerHttpRequest request, String origin) {
        return UriComponentsBuilder.fromUriString(origin)
                .path(request.getURI().getRawPath())
                .query(request.getURI().getRawQuery())
                .replaceQueryParam("page", number + 1)
                .build(true)
                .toUriString();
    }
}
