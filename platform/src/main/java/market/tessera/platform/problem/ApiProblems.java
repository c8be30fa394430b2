package market.tessera.platform.problem;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;

/** The API's errors: what the framework refuses as problem details, an unreachable database as 503, a bug as 500 without its insides. */
@Order(0)
@RestControllerAdvice(annotations = RestController.class)
final class ApiProblems extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ApiProblems.class);

    private final Outages outages;

    ApiProblems(Outages outages) {
        this.outages = outages;
    }

    @ExceptionHandler({DataAccessResourceFailureException.class, CannotCreateTransactionException.class})
    ResponseEntity<ProblemDetail> unavailable(RuntimeException outage) {
        return ResponseEntity.of(outages.unavailable(outage).getBody())
                .header(HttpHeaders.RETRY_AFTER, Outages.LATER)
                .build();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> garbled(ServerExchangeRejectedException garbled) {
        return ResponseEntity.of(GarbledRequests.problem().getBody()).build();
    }

    @ExceptionHandler
    Mono<ResponseEntity<Object>> refused(DataAccessException failure, ServerWebExchange exchange) {
        return UnkeptValues.explain(failure)
                ? Mono.just(ResponseEntity.of(UnkeptValues.problem(failure).getBody())
                        .build())
                : bug(failure, exchange);
    }

    /** Who has hung up while something was sent, or is no longer there to hear the answer, hears none; it is no bug. */
    @ExceptionHandler
    Mono<ResponseEntity<Object>> bug(RuntimeException bug, ServerWebExchange exchange) {
        var request = exchange.getRequest();
        if (DisconnectedClientHelper.isClientDisconnectedException(bug)) {
            LOG.info("{} {}: the caller has hung up", request.getMethod(), request.getPath());
            return Mono.empty();
        }
        LOG.error("{} {} failed", request.getMethod(), request.getPath(), bug);
        var answer = answer(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side. It has been noted.");
        return Mono.just(ResponseEntity.status(answer.getStatusCode()).body(answer.getBody()));
    }

    /** An id in the path that cannot be one names nothing; what else cannot be read is named. */
    @Override
    protected Mono<ResponseEntity<Object>> handleServerWebInputException(
            ServerWebInputException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            ServerWebExchange exchange) {
        var parameter = unreadable.getMethodParameter();
        return parameter != null && parameter.hasParameterAnnotation(PathVariable.class)
                ? handleErrorResponseException(
                        Problem.notFound("There is nothing at this address."), headers, HttpStatus.NOT_FOUND, exchange)
                : super.handleServerWebInputException(unreadable, headers, status, exchange);
    }

    @Override
    protected Mono<ResponseEntity<Object>> createResponseEntity(
            @Nullable Object body, @Nullable HttpHeaders headers, HttpStatusCode status, ServerWebExchange exchange) {
        return super.createResponseEntity(
                body instanceof ProblemDetail problem ? Problem.typed(problem) : body, headers, status, exchange);
    }

    private static ResponseEntity<ProblemDetail> answer(HttpStatus status, String detail) {
        return ResponseEntity.of(ProblemDetail.forStatusAndDetail(status, detail))
                .build();
    }
}
