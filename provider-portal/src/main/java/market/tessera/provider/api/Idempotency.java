package market.tessera.provider.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.HexFormat;
import market.tessera.platform.problem.Problem;
import market.tessera.provider.access.ApiCaller;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.provider.Digest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests with an {@code Idempotency-Key} are done once. What the first was answered is kept in the transaction that did it, for a week, and is
 * answered again; a refusal is not kept, so that the request can be corrected and sent again. Two at the same moment: the second waits.
 */
@Component
public class Idempotency {
    private static final String KEY = "Idempotency-Key";
    private static final int LONGEST_KEY = 200;

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final JsonMapper json;

    Idempotency(DatabaseClient database, TransactionalOperator transaction, JsonMapper json) {
        this.database = database;
        this.transaction = transaction;
        this.json = json;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Answer(
            int status, @Nullable String location, @Nullable String etag, JsonNode body) {
        ResponseEntity<Object> again() {
            var answer = ResponseEntity.status(status).header("Idempotency-Replayed", "true");
            if (location != null) {
                answer.location(URI.create(location));
            }
            if (etag != null) {
                answer.eTag(etag);
            }
            return answer.body(body);
        }
    }

    private record Kept(String fingerprint, Answer answer) {}

    /** Whether work is done within the transaction that keeps its answer. */
    public static boolean isWanted(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().containsHeader(KEY);
    }

    /**
     * @param body of the request, by which a repetition is told from another request
     * @param work answers with an error where it refuses
     */
    public Mono<ResponseEntity<Object>> once(
            ServerWebExchange exchange, ApiCaller caller, JsonNode body, Mono<ResponseEntity<Object>> work) {
        var key = exchange.getRequest().getHeaders().getFirst(KEY);
        if (key == null) {
            return work;
        }
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            return Mono.error(Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "invalid-request",
                    "The request is not valid",
                    "Idempotency-Key is empty or longer than %d characters".formatted(LONGEST_KEY)));
        }
        var request = exchange.getRequest();
        var fingerprint = fingerprint("%s %s %s".formatted(request.getMethod(), target(request.getURI()), body));
        return begin(caller, key, fingerprint)
                .flatMap(first -> first
                        ? work.delayUntil(answer -> keep(caller, key, answer))
                        : kept(caller, key).map(known -> repeat(known, fingerprint)))
                .as(transaction::transactional);
    }

    private static ResponseEntity<Object> repeat(Kept known, String fingerprint) {
        if (!known.fingerprint().equals(fingerprint)) {
            throw Problem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "idempotency-key-reused",
                    "The key was used for another request",
                    "This Idempotency-Key was sent with another request before. Use a new one.");
        }
        return known.answer().again();
    }

    /**
     * False if the key is known. Whoever comes second at the same moment waits here for the first. A key whose week is over is as good as
     * new: its row is taken over, since one that the same statement deletes would still be in the way of another.
     */
    private Mono<Boolean> begin(ApiCaller caller, String key, String fingerprint) {
        return database.sql("""
                        with outdated as (
                          select key from idempotent_answer
                          where caller = :caller and key <> :key and created_at < now() - interval '7 days' for update skip locked),
                        forgotten as (
                          delete from idempotent_answer a using outdated where a.caller = :caller and a.key = outdated.key)
                        insert into idempotent_answer as known (caller, key, fingerprint) values (:caller, :key, :fingerprint)
                        on conflict (caller, key) do update set fingerprint = excluded.fingerprint, answer = null, created_at = excluded.created_at
                          where known.created_at < now() - interval '7 days'
                        """)
                .bind("caller", caller.id())
                .bind("key", key)
                .bind("fingerprint", fingerprint)
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    private Mono<Void> keep(ApiCaller caller, String key, ResponseEntity<Object> answer) {
        var location = answer.getHeaders().getLocation();
        var kept = new Answer(
                answer.getStatusCode().value(),
                location == null ? null : location.toString(),
                answer.getHeaders().getETag(),
                json.valueToTree(answer.getBody()));
        return database.sql("update idempotent_answer set answer = :answer::json where caller = :caller and key = :key")
                .bind("answer", CatalogueFormat.JSON.writeValueAsString(kept))
                .bind("caller", caller.id())
                .bind("key", key)
                .then();
    }

    private Mono<Kept> kept(ApiCaller caller, String key) {
        return database.sql("select fingerprint, answer from idempotent_answer where caller = :caller and key = :key")
                .bind("caller", caller.id())
                .bind("key", key)
                .map(row -> new Kept(
                        Columns.required(row, "fingerprint", String.class), Columns.json(row, "answer", Answer.class)))
                .one();
    }

    /** With the query, which names the institution where an operator's key acts for one. */
    private static String target(URI address) {
        return address.getRawQuery() == null
                ? address.getRawPath()
                : address.getRawPath() + "?" + address.getRawQuery();
    }

    private static String fingerprint(String request) {
        return HexFormat.of().formatHex(Digest.of(request));
    }
}
