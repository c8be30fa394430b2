package market.tessera.platform.problem;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.web.ErrorProperties;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webflux.autoconfigure.error.DefaultErrorWebExceptionHandler;
import org.springframework.boot.webflux.error.ErrorAttributes;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import reactor.core.publisher.Mono;

/** What no controller has answered: a page for browsers, problem details for programs. */
final class ErrorAnswers extends DefaultErrorWebExceptionHandler {
    ErrorAnswers(
            ErrorAttributes attributes,
            WebProperties.Resources resources,
            ErrorProperties properties,
            ApplicationContext context) {
        super(attributes, resources, properties, context);
    }

    /** Spring Boot takes every error that carries a status in another way than its own for a 500. */
    @Override
    protected Map<String, Object> getErrorAttributes(ServerRequest request, ErrorAttributeOptions options) {
        var attributes = super.getErrorAttributes(request, options);
        if (getError(request) instanceof ErrorResponse refusal) {
            attributes.put("status", refusal.getStatusCode().value());
        }
        return attributes;
    }

    @Override
    protected Mono<ServerResponse> renderErrorResponse(ServerRequest request) {
        var problem = problem(request);
        problem.setInstance(URI.create(request.requestPath().value()));
        return ServerResponse.status(problem.getStatus())
                .headers(headers -> headers.addAll(headers(getError(request))))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyValue(problem);
    }

    private ProblemDetail problem(ServerRequest request) {
        var error = getError(request);
        if (error instanceof NoResourceFoundException) {
            return Problem.notFound("There is nothing at this address.").getBody();
        }
        return error instanceof ErrorResponse refusal
                ? Problem.typed(refusal.getBody())
                : ProblemDetail.forStatusAndDetail(
                        HttpStatus.valueOf(status(request)), "Something went wrong on our side. It has been noted.");
    }

    /** Such as which methods or formats there are instead. */
    private static HttpHeaders headers(@Nullable Throwable error) {
        return error instanceof ErrorResponse refusal ? refusal.getHeaders() : HttpHeaders.EMPTY;
    }

    private int status(ServerRequest request) {
        return getHttpStatus(getErrorAttributes(request, ErrorAttributeOptions.defaults()));
    }
}
