package market.tessera.storefront;

import java.util.List;
import market.tessera.platform.problem.Problem;
import market.tessera.platform.problem.Problem.Violation;
import market.tessera.storefront.catalogue.CatalogueUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.reactive.result.view.Rendering;

/** Pages for what can go wrong while the page that was asked for is made. */
@ControllerAdvice(annotations = Controller.class)
final class StorefrontPageErrors {
    private static final Logger LOG = LoggerFactory.getLogger(StorefrontPageErrors.class);
    private static final String RETRY_AFTER_SECONDS = "10";

    @ExceptionHandler
    Rendering unavailable(CatalogueUnavailable outage) {
        LOG.warn("{}", outage.getMessage());
        return Rendering.view("storefront/unavailable")
                .status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    @ExceptionHandler
    Rendering refused(Problem problem) {
        return Rendering.view("storefront/refused")
                .modelAttribute("reasons", reasons(problem))
                .status(problem.getStatusCode())
                .build();
    }

    private static List<String> reasons(Problem problem) {
        var properties = problem.getBody().getProperties();
        return properties != null && properties.get("errors") instanceof List<?> errors
                ? errors.stream()
                        .filter(Violation.class::isInstance)
                        .map(Violation.class::cast)
                        .map(Violation::detail)
                        .toList()
                : List.of(String.valueOf(problem.getBody().getDetail()));
    }
}
