package market.tessera.storefront.api;

import market.tessera.storefront.catalogue.CatalogueUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers 503 while the search index is away, and when to come back. */
@Order(-1)
@RestControllerAdvice(annotations = RestController.class)
final class ApiOutages {
    private static final Logger LOG = LoggerFactory.getLogger(ApiOutages.class);
    private static final String RETRY_AFTER_SECONDS = "10";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(CatalogueUnavailable outage) {
        LOG.warn("{}", outage.getMessage());
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "The catalogue does not answer right now. Try again in a minute.");
        problem.setType(java.net.URI.create("https://tessera.market/problems/catalogue-unavailable"));
        problem.setTitle("Catalogue unavailable");
        return ResponseEntity.of(problem)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }
}
