package market.tessera.platform.problem;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** An answer that refuses a request: RFC 9457 problem details with a stable type. */
public final class Problem extends ErrorResponseException {
    private static final long serialVersionUID = 1L;
    private static final String TYPES = "https://tessera.market/problems/";
    private static final URI UNTYPED = URI.create("about:blank");

    private Problem(HttpStatus status, ProblemDetail body) {
        super(status, body, null);
    }

    /**
     * @param type the last part of the stable type URI, such as {@code seats-taken}
     * @param detail what is wrong with this request and what to do about it
     */
    public static Problem of(HttpStatus status, String type, String title, String detail) {
        var body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(URI.create(TYPES + type));
        body.setTitle(title);
        return new Problem(status, body);
    }

    /** 400 with one entry of {@code errors} per thing that is wrong. */
    public static Problem invalid(List<Violation> errors) {
        var problem = of(HttpStatus.BAD_REQUEST, "invalid-request", "The request is not valid", summary(errors));
        problem.getBody().setProperty("errors", errors);
        return problem;
    }

    public static Problem notFound(String what) {
        return of(HttpStatus.NOT_FOUND, "not-found", "Not found", what);
    }

    public static Problem conflict(String type, String detail) {
        return of(HttpStatus.CONFLICT, type, "Conflict", detail);
    }

    /** The same with a type of its own, made of the status where it has none: {@code not-acceptable}. */
    static ProblemDetail typed(ProblemDetail body) {
        var status = HttpStatus.resolve(body.getStatus());
        if (status != null && (body.getType() == null || body.getType().equals(UNTYPED))) {
            var type = status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
            body.setType(URI.create(TYPES + type));
        }
        return body;
    }

    /** What is wrong with the request, thing by thing; empty where the problem is another. */
    public List<Violation> violations() {
        var properties = getBody().getProperties();
        return properties != null && properties.get("errors") instanceof List<?> errors
                ? errors.stream()
                        .filter(Violation.class::isInstance)
                        .map(Violation.class::cast)
                        .toList()
                : List.of();
    }

    /** Answers with this problem where no controller is reached, as in a filter. */
    public Mono<Void> answer(ServerWebExchange exchange, JsonMapper json) {
        getBody().setInstance(URI.create(exchange.getRequest().getPath().value()));
        var response = exchange.getResponse();
        response.setStatusCode(getStatusCode());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(json.writeValueAsBytes(getBody()))));
    }

    private static String summary(List<Violation> errors) {
        return errors.size() == 1 ? errors.getFirst().detail() : errors.size() + " things are wrong with this request";
    }

    /**
     * One thing that is wrong.
     *
     * @param parameter the query parameter, or
     * @param pointer the JSON pointer into the body
     */
    public record Violation(
            @Nullable String parameter, @Nullable String pointer, String detail) {
        public static Violation parameter(String name, String detail) {
            return new Violation(name, null, detail);
        }

        public static Violation pointer(String pointer, String detail) {
            return new Violation(null, pointer, detail);
        }
    }
}
