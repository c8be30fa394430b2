package market.tessera.checkout.roster;

import market.tessera.checkout.roster.RosterRefusal.StatusInfo;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Refuses as OneRoster says, where problem details would be usual. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice
class RosterErrors {
    @ExceptionHandler
    ResponseEntity<StatusInfo> refused(RosterRefusal refusal) {
        var answer = ResponseEntity.status(refusal.status());
        return (refusal.status() == HttpStatus.UNAUTHORIZED
                        ? answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                        : answer)
                .body(refusal.body());
    }
}
