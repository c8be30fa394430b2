package market.tessera.storefront;

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
}
