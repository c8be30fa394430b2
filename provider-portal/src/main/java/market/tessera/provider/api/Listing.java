package market.tessera.provider.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * One page of a list.
 *
 * @param next cursor of the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Listing<T>(List<T> items, @Nullable String next) {

    /**
     * @param found one more than the limit where there is more
     * @param list describes the list with its filters
     */
    public static <R, T> Listing<T> of(
            List<R> found, int limit, Object list, Function<R, Cursor> position, Function<R, T> item) {
        var shown = found.subList(0, Math.min(limit, found.size()));
        return new Listing<>(
                shown.stream().map(item).toList(),
                found.size() > limit ? position.apply(shown.getLast()).encode(list) : null);
    }

    public ResponseEntity<Listing<T>> answer(ServerWebExchange exchange) {
        var answer = ResponseEntity.ok();
        if (next != null) {
            var link = UriComponentsBuilder.fromUri(exchange.getRequest().getURI())
                    .replaceQueryParam("cursor", next)
                    .build(true);
            answer.header("Link", "<%s?%s>; rel=\"next\"".formatted(link.getPath(), link.getQuery()));
        }
        return answer.body(this);
    }
}
